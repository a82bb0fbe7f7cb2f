import type { Affected, AliasCheck, GenerationCheck } from '../model.ts';

/** `needs-a-person`: somebody must do something; `worth-a-look`: it may become that. */
export type HealthVerdict =
  'good' | 'worth-a-look' | 'needs-a-person' | 'not-known' | 'not-applicable';

export type HealthGroup = 'cluster' | 'disk' | 'load' | 'indexes';

/** One thing that the search engine says about itself, and what it means here. */
export interface HealthFinding {
  readonly key: string;
  readonly group: HealthGroup;
  readonly name: string;
  /** As it is now, in a few words; null: not known, or the engine has none. */
  readonly value: string | null;
  readonly state: HealthVerdict;
  /** What it means for users and for a sync, or why it is not known. */
  readonly says: string;
  /** Where its limits come from; null: it has none. */
  readonly source: string | null;
}

/** What the page of the search cluster shows. */
export interface ClusterHealthView {
  readonly environment: string;
  readonly engine: 'database' | 'opensearch';
  /** None before the first answer. */
  readonly findings: readonly HealthFinding[];
  /** Null: not known. */
  readonly generations: readonly GenerationCheck[] | null;
  readonly asOf: string | null;
  readonly failedSince: string | null;
}

/** What the shell knows of the aliases of one environment. */
export interface IndexesShell {
  /** How many aliases the contract names. */
  readonly aliases: number;
  readonly drifted: readonly AliasCheck[];
  /** When the drift of an alias, or of a generation by its index, was first seen. */
  readonly driftSince: Readonly<Record<string, string>>;
  /** What users see because of each of them. */
  readonly usersSee: Affected['byAlias'];
  /**
   * While an existing service fills the index that users read: what they see; null: none does.
   */
  readonly beingFilled: string | null;
  /** Those of which nobody can tell whether they are as the contract says. */
  readonly unknown: readonly AliasCheck[];
  /** Why the engine does not let the console see the aliases, in a sentence; null: it does. */
  readonly refused: string | null;
  readonly isUnbuilt: boolean;
  /** What the search engine says about itself that needs a person. */
  readonly unwell: readonly HealthFinding[];
  /** How many of its findings are in which state. */
  readonly health: Readonly<Record<HealthVerdict, number>>;
  /** Generations that users read and that are not made as the contract says, to their harm. */
  readonly harmful: readonly GenerationCheck[];
  /** When the engine last answered; null: it has not yet. */
  readonly asOf: string | null;
  readonly failedSince: string | null;
}
