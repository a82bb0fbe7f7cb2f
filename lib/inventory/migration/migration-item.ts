/** An item of the move from Azure to AWS: how far it has come, and what it is tied to. Pure. */
import type { RecordedFact } from '../model.ts';

/** How far an item can have come, in their order. */
export const migrationStatuses = [
  'not started',
  'parallel run',
  'cut over',
  'decommissioned',
] as const;
export type MigrationStatus = (typeof migrationStatuses)[number];

/** Whence the mapping is known, the surest first. */
export const migrationEvidences = ['source', 'code', 'published', 'inference'] as const;
export type MigrationEvidence = (typeof migrationEvidences)[number];

/** A status, or which kind of nothing is recorded: what is not known is not "not started". */
export const recordedStatuses = [
  'cut over',
  'decommissioned',
  'parallel run',
  'not started',
  'not-recorded',
  'not-applicable',
  'none',
] as const satisfies readonly (MigrationStatus | Exclude<RecordedFact['state'], 'value'>)[];
export type RecordedStatus = (typeof recordedStatuses)[number];

const isStatus = (text: unknown): text is MigrationStatus =>
  migrationStatuses.some((status) => status === text);

/** What no choice of ours says is not recorded. */
export function statusOf(recorded: RecordedFact | undefined): RecordedStatus {
  if (recorded === undefined) return 'not-recorded';
  if (recorded.state !== 'value') return recorded.state;
  return isStatus(recorded.value) ? recorded.value : 'not-recorded';
}

/** Nothing of it runs on Azure for users any more. */
export const isMoved = (status: RecordedStatus): boolean =>
  status === 'cut over' || status === 'decommissioned';

/** There is something of it to move, as far as anybody knows. */
export const isToMove = (status: RecordedStatus): boolean =>
  status === 'not started' || status === 'parallel run' || status === 'not-recorded';

/** In a sentence and in files. */
export const statusWords: Readonly<Record<RecordedStatus, string>> = {
  'not started': 'not started',
  'parallel run': 'parallel run',
  'cut over': 'cut over',
  decommissioned: 'decommissioned',
  'not-recorded': 'not recorded',
  'not-applicable': 'not applicable',
  none: 'none',
};

/** Something that must be done before, or that must move too. */
export interface Tie {
  readonly key: string;
  readonly name: string;
  /** An item of the move; everything else is outside, and nothing records how far it is. */
  readonly isItem: boolean;
  /** Why, as the source says it. */
  readonly note: string | null;
}

/** A component that an item is about, or that runs on one of those. */
export interface Part {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
}

/** What the rules need of an item. */
export interface TiedItem {
  readonly key: string;
  readonly name: string;
  readonly status: RecordedStatus;
  readonly wave: string | null;
  /** Whether it keeps data, which a way back after its cut-over has to copy. */
  readonly keepsData: 'yes' | 'no' | 'not-recorded';
  /** What of it keeps them, as far as it is known. */
  readonly data: readonly Part[];
  /** It moves together with these: they are part of its move. */
  readonly movesWith: readonly Tie[];
  /** These come before it. */
  readonly blockedBy: readonly Tie[];
  /** Items of which something needs a part of this one, with the two. */
  readonly neededBy: readonly Need[];
}

export interface Need {
  /** Of the item. */
  readonly key: string;
  readonly name: string;
  /** The names of its part, and of the part of this item that it needs. */
  readonly needs: string;
  readonly needed: string;
}
