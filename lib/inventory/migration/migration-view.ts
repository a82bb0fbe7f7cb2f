/** The move from Azure to AWS as its page and the terminal show it. Pure. */
import type { BurnUpPoint } from './burn-up.ts';
import type { RecordedStatus, TiedItem } from './migration-item.ts';
import type { MigrationChoices } from './migration-list.ts';
import type { Objection } from './order-rules.ts';
import type { SizeLine } from './sizing.ts';
import type { Plan } from './what-if.ts';

/** A change of how far an item is, as it was recorded. */
export interface MoveView {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly key: string;
  readonly name: string;
  /** Null: it was not there, or is no more. */
  readonly from: RecordedStatus | null;
  readonly to: RecordedStatus | null;
}

export interface MigrationView {
  readonly items: readonly TiedItem[];
  readonly counts: Readonly<Record<RecordedStatus, number>>;
  readonly size: readonly SizeLine[];
  readonly burnUp: readonly BurnUpPoint[];
  /** The newest first. */
  readonly moves: readonly MoveView[];
  /** Of all that is left, as the relations allow it. */
  readonly order: Plan;
  /** Where what is recorded goes against the relations. */
  readonly broken: readonly Objection[];
  readonly choices: MigrationChoices;
}

export interface WhatIfView {
  readonly items: readonly TiedItem[];
  /** What was chosen, and the items that it belongs to; none: no item of the move is about it. */
  readonly picked: readonly { readonly name: string; readonly items: readonly string[] }[];
  readonly plan: Plan;
}
