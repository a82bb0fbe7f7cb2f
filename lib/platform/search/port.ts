import type { Result } from '../../kernel/result.ts';
import type { Condition, Scalar } from './conditions.ts';
import type { EngineHealth, IndexDescription } from './engine-health.ts';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A document as it is stored: a field that is absent in the source is absent here, never null. */
export type Document = Readonly<Record<string, Json>>;

/**
 * How one field is indexed. `text` fields carry a `.keyword` sub-field where `keyword` is true.
 * Dates carry their format.
 */
export type FieldMapping =
  | { readonly type: 'text'; readonly keyword: boolean; readonly fielddata: boolean }
  | { readonly type: 'keyword' | 'long' | 'boolean' }
  | { readonly type: 'date'; readonly format: string }
  | { readonly type: 'nested'; readonly fields: Readonly<Record<string, FieldMapping>> };

export interface IndexSpec {
  /** Concrete name, lower case. */
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldMapping>>;
  /** The field whose order `scan` follows and which is unique in the index (the GMC number). */
  readonly keyField: string;
}

/**
 * The version of a document. Opaque to callers; a write that names it fails with `stale` when the
 * document has moved on.
 */
export interface Version {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

export interface Found {
  readonly id: string;
  readonly source: Document;
  readonly version: Version;
}

/**
 * `create` writes only where nothing is; `replace` only where the document still is at
 * `version`; `index` always.
 */
export type BulkWrite =
  | { readonly op: 'create'; readonly id: string; readonly source: Document }
  | {
      readonly op: 'replace';
      readonly id: string;
      readonly source: Document;
      readonly version: Version;
    }
  | { readonly op: 'index'; readonly id: string; readonly source: Document };

/**
 * Result for the item at the same position. `stale`: exists already or has moved on. `rejected`:
 * the index refuses this document for good.
 */
export type BulkResult =
  | { readonly verdict: 'written' }
  | { readonly verdict: 'stale' }
  | { readonly verdict: 'rejected'; readonly reason: string };

/** What an alias may carry beside its filter. A swap gives ours none of it. */
export interface AliasSettings {
  /** Readers see only the shards that this leads to. */
  readonly searchRouting?: string;
  readonly indexRouting?: string;
  /** False: what is written through the alias is refused. */
  readonly isWriteIndex?: boolean;
  /** True: patterns with a star pass it by. */
  readonly isHidden?: boolean;
}

export interface AliasState {
  readonly name: string;
  readonly index: string;
  /**
   * Null when the alias has no filter; `foreign` when the filter is none that the closed language
   * can express.
   */
  readonly filter: Condition | null | 'foreign';
  /** The filter as the engine itself writes it, at most 4,000 characters, where it does. */
  readonly filterText?: string;
  /** Absent: none. */
  readonly settings?: AliasSettings;
}

export interface AliasMove {
  readonly alias: string;
  /** Every index where the alias must be now, and which it leaves; none: it must not exist. */
  readonly from: readonly string[];
  readonly to: string;
  readonly filter: Condition | null;
}

/** An alias that is to be nowhere. `from` as in a move, and not empty. */
export type AliasRemoval = Pick<AliasMove, 'alias' | 'from'>;

export interface SwapPlan {
  readonly moves: readonly AliasMove[];
  readonly removals?: readonly AliasRemoval[];
  /**
   * Concrete indexes whose names an alias must get; removed in the same request
   * (`remove_index`).
   */
  readonly removeIndexes: readonly string[];
  /**
   * Concrete indexes that take no more bulk writes from this very request on; one that is sealed
   * already is fine.
   */
  readonly seals?: readonly string[];
}

export interface IndexInfo {
  readonly name: string;
  /**
   * As readers count them, without nested objects. Null: closed, not all of it answers, or not
   * asked.
   */
  readonly documents: number | null;
  readonly bytes: number | null;
  readonly health: 'green' | 'yellow' | 'red' | 'closed' | 'not-known';
  readonly createdAt: Date;
}

/**
 * `missing`: readers can search, but on fewer copies of the index than the engine wants. It goes on
 * making them.
 */
export interface Readiness {
  readonly copies: 'complete' | 'missing';
}

/** What `counts` is asked: documents of the target that satisfy the condition, or all. */
export interface CountQuestion {
  readonly target: string;
  readonly condition?: Condition;
}

/** How far the writes to a concrete index had come. Plain data, opaque to callers. */
export interface WriteMark {
  readonly index: string;
  /** As readers counted them then. */
  readonly documents: number;
  readonly at: Json;
}

export interface Changes {
  /** Documents there now that were added or written again since. */
  readonly changed: number;
  /**
   * By how many documents there are fewer than then. A removal that an addition makes up for is
   * not seen.
   */
  readonly removed: number;
}

export interface ScanOptions {
  readonly condition?: Condition;
  /** Only these top-level fields; all when absent. */
  readonly fields?: readonly string[];
  /** Documents a page. */
  readonly size?: number;
  /**
   * `key` (default): ascending by the index's key field, by code unit. `any`: whatever is fastest;
   * for indexes that are not ours.
   */
  readonly order?: 'key' | 'any';
}

/**
 * The search side. A target is a concrete index or an alias; through an alias its filter applies.
 * Every method rejects with a FaultError: `unavailable` (cannot be reached, retries used up),
 * `not-found` (no such target), `invalid` (refused for good). Transient responses (429, 502, 503,
 * 504, connection loss) are retried inside with back-off and jitter.
 */
export interface Search {
  readonly kind: 'database' | 'opensearch';
  /**
   * Made for filling: no refresh, no replicas, and open for bulk writes until a swap seals it.
   * `conflict` when it exists.
   */
  create(spec: IndexSpec): Promise<void>;
  /**
   * One result a write, in order. Batches under 1 MB on the database, 5 MB on OpenSearch are cut
   * inside. Only into an index that `create` made and no swap has sealed (`precondition`): a writer
   * that was frozen and comes late changes nothing that readers use, and brings no dropped index
   * back.
   */
  bulk(index: string, writes: readonly BulkWrite[]): Promise<readonly BulkResult[]>;
  count(target: string, condition?: Condition): Promise<number>;
  /**
   * The same for many questions, in one request where the engine has one. What one of them cannot
   * be told is a fault at its position, as `count` would reject.
   */
  counts(questions: readonly CountQuestion[]): Promise<readonly Result<number>[]>;
  /**
   * Says how far the writes to a concrete index have come; `not-found` where there is none of that
   * name.
   */
  markWrites(index: string): Promise<WriteMark>;
  /**
   * What was written since, whoever wrote it, refreshed or not. Null: the index of the mark is no
   * more, or another one has its name.
   */
  changesSince(mark: WriteMark): Promise<Changes | null>;
  /** Those of the ids that exist, in no order; sees every acknowledged write, refreshed or not. */
  get(index: string, ids: readonly string[]): Promise<readonly Found[]>;
  /** Pages of documents from one consistent view where the engine has one. */
  scan(
    target: string,
    options?: ScanOptions,
  ): AsyncIterable<readonly { readonly id: string; readonly source: Document }[]>;
  /** Distinct values of a field with their counts, most frequent first, at most `limit`. */
  group(
    target: string,
    field: string,
    options: { readonly condition?: Condition; readonly limit: number },
  ): Promise<readonly { readonly value: Scalar; readonly count: number }[]>;
  aliases(): Promise<readonly AliasState[]>;
  /** `isCounted`: with the documents of each, which costs one more request; so unless told. */
  indexes(
    pattern?: string,
    options?: { readonly isCounted: boolean },
  ): Promise<readonly IndexInfo[]>;
  /** All moves or none, as a compare-and-set: `conflict` when an alias is not where `from` says. */
  swap(plan: SwapPlan): Promise<Result<void>>;
  /**
   * Those of these concrete indexes that are there and that a swap has sealed: that swap was
   * carried out, wherever its aliases lead now.
   */
  sealed(indexes: readonly string[]): Promise<readonly string[]>;
  /** What `swap` would send, for people who know the engine; sends nothing. */
  swapText(plan: SwapPlan): Promise<string>;
  /**
   * `searchable`: refresh on, replicas restored, everything refreshed; resolves when the index can
   * serve readers, and says whether every copy is assigned. Copies are waited for two minutes, and
   * not at all where there is no second node to hold one. `unavailable`: not even one copy can be
   * read.
   */
  settings(index: string, mode: 'filling' | 'searchable'): Promise<Readiness>;
  /**
   * Deletes a concrete index; one that is not there is fine. Refused (`precondition`) while an
   * alias points at it.
   */
  drop(index: string): Promise<void>;
  /**
   * One quick try, without retries, so that a status page can check often; rejects with
   * `unavailable` when it cannot be reached.
   */
  ping(): Promise<{ readonly version: string }>;
  /**
   * What the engine says about itself, in at most eight requests. What it does not say, or not to
   * this account, is a fault in its part; never rejects with a FaultError.
   */
  health(): Promise<EngineHealth>;
  /**
   * How these concrete indexes are made, by name; one that is not there is left out. One request
   * for all of them.
   */
  describe(indexes: readonly string[]): Promise<ReadonlyMap<string, IndexDescription>>;
  close(): Promise<void>;
}
