import type { Condition } from '#lib/platform/search/conditions.ts';
import type {
  AliasMove,
  AliasRemoval,
  AliasState,
  FieldMapping,
} from '#lib/platform/search/port.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { StageAhead } from './model.ts';
import type { UsersPage } from './pages/users-page.ts';

/** The run on whose behalf indexes are made, as this feature knows it. */
export interface GenerationRun {
  readonly id: string;
  /** `local-12` */
  readonly name: string;
  readonly number: number;
}

/** One family of generations: what a pipeline says about an index. */
export interface IndexFamily {
  readonly base: string;
  readonly fields: Readonly<Record<string, FieldMapping>>;
  readonly keyField: string;
}

/** One alias that must exist: `target` is the base name of the family that it follows. */
export interface ContractAlias {
  readonly name: string;
  readonly target: string;
  readonly filter: Condition | null;
  /**
   * It leads to the index called `target` itself, which the existing Integration service empties
   * and fills again. Absent: to a generation of the family.
   */
  readonly isInPlace?: true;
}

/** What readers of an environment should find: its aliases, and the indexes behind them. */
export interface Contract {
  readonly aliases: readonly ContractAlias[];
  readonly indexes: readonly IndexFamily[];
}

/** A stage of a sync that fills the index that users read. */
export interface FillingStage {
  readonly name: string;
  /** True of every document that it has reached. */
  readonly marks: Condition;
}

/** A contract as a pipeline plans it. */
export interface PlannedContract extends Contract {
  /** The one that plans it. Absent: not known. */
  readonly pipeline?: { readonly name: string; readonly version: number };
  /** The users' pages that read its aliases. */
  readonly pages: readonly UsersPage[];
  /**
   * Of an index that is filled in place: the stages that always bring something, in order. Absent:
   * readers never get an index that is being filled.
   */
  readonly filledBy?: readonly FillingStage[];
  /** What the sync that goes on has still to bring to it, in order. Absent: none goes on. */
  readonly ahead?: readonly StageAhead[];
  /**
   * Fields whose values say nothing about who somebody is, and may be shown. The values of all
   * others, but true and false, are shown to nobody; absent: of all.
   */
  readonly plainFields?: readonly string[];
}

/** A concrete index that had to make way for an alias, and its copy. */
export interface KeptCopy {
  readonly of: string;
  readonly copy: string;
}

export interface CreateGenerations {
  readonly environment: string;
  readonly run: GenerationRun;
  /** When the run started; part of the names. */
  readonly at: Date;
  readonly indexes: readonly IndexFamily[];
  /** Names of the aliases by which users read, none of which may lead to what is being built. */
  readonly readBy: readonly string[];
}

/** One alias of a swap, with what it showed before. */
export interface RecordedMove extends AliasMove {
  /** By the index that the alias leaves; `foreign` as in `AliasState`. */
  readonly previousFilters: Readonly<Record<string, AliasState['filter']>>;
}

/** One alias that is taken away, with what it showed before. */
export interface RecordedRemoval extends AliasRemoval {
  /** By index, as in a move. */
  readonly previousFilters: RecordedMove['previousFilters'];
}

/** A swap as it is about to be sent. Kept with the run, it says afterwards where readers are. */
export interface RecordedSwap {
  readonly moves: readonly RecordedMove[];
  readonly removeIndexes: readonly string[];
  /** Absent: none. */
  readonly removals?: readonly RecordedRemoval[];
  /** Of a swap: the decision of an admin that it goes by, as its version. Absent: none. */
  readonly decision?: number;
}

export interface SwapGenerations {
  readonly environment: string;
  readonly run: GenerationRun;
  /** Base name to concrete index. */
  readonly generations: Readonly<Record<string, string>>;
  readonly aliases: readonly ContractAlias[];
  /** The newest decision of an admin that `aliases` go by, as its version; absent: none. */
  readonly decision?: number | null;
  /**
   * Mapping of each family, for the copy of a concrete index whose name an alias must get.
   */
  readonly indexes: readonly IndexFamily[];
  /**
   * Called in a transaction immediately before the swap, which it records; false: the run has lost
   * its lease, and nothing is swapped.
   */
  readonly guard: (tx: Sql, swap: RecordedSwap) => Promise<boolean>;
}

export interface SwapOutcome {
  /** When the aliases had moved. */
  readonly at: Date;
  /** Copies of concrete indexes that had to make way (first cut-over). */
  readonly keptCopies: readonly KeptCopy[];
  /** What readers used before, by base name; null where nothing was live. */
  readonly previous: Readonly<Record<string, string | null>>;
  /** What went wrong after the aliases had moved, in sentences; it undoes nothing. */
  readonly warnings: readonly string[];
  /** Where users are, where that is not simply what was swapped; null: all is in place. */
  readonly says: string | null;
}
