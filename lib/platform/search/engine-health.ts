import type { Result } from '../../kernel/result.ts';

/**
 * One part of what an engine says about itself: a fault where it did not say or the account may not
 * ask; null where an engine of this kind has no such thing.
 */
export type Part<T> = Result<T> | null;

export interface EngineVersion {
  /** `OpenSearch`, `Elasticsearch`, `PostgreSQL`. */
  readonly engine: string;
  readonly version: string;
}

export interface ClusterState {
  readonly status: 'green' | 'yellow' | 'red';
  readonly nodes: number;
  readonly dataNodes: number;
  readonly activeShards: number;
  /** On no node: a copy is missing, or in a red index all of a shard. */
  readonly unassignedShards: number;
  /** Being brought to a node, or moved to another one. */
  readonly movingShards: number;
  /** Changes of the cluster's state that wait for their turn. */
  readonly pendingTasks: number;
  readonly longestWaitMs: number;
}

/** What a node has counted since it started: how often, and how long that took together. */
export interface Work {
  readonly times: number;
  readonly ms: number;
}

export interface NodeHealth {
  /** The engine's own id of the node; shown to nobody. */
  readonly id: string;
  /** How long it has been up: what it counts begins anew with it. */
  readonly upMs: number;
  readonly heapPercent: number;
  /** Null: it holds no data. */
  readonly disk: { readonly totalBytes: number; readonly availableBytes: number } | null;
  /** Requests that were turned away because the queue was full. */
  readonly rejected: { readonly searches: number; readonly writes: number };
  /** Requests that were turned away because they would have taken too much memory. */
  readonly tripped: number;
  readonly searches: Work;
  readonly refreshes: Work;
  /** Merges that go on now. `throttledMs`: for how long writes were held back by them. */
  readonly merges: { readonly now: number; readonly throttledMs: number };
}

export interface NodesHealth {
  readonly nodes: readonly NodeHealth[];
  /** Nodes of the cluster that did not answer. */
  readonly silent: number;
}

/** What the engine itself is set to. */
export interface EngineLimits {
  /**
   * As they are written: `85%`, `0.85` or the bytes that must stay free, `50gb`. Null: the engine
   * does not look at its disks.
   */
  readonly watermarks: {
    readonly low: string;
    readonly high: string;
    readonly flood: string;
  } | null;
  /** Everything is read-only: no index takes a write. */
  readonly isReadOnly: boolean;
  /** Shards that may be placed: all of them unless somebody has switched that off. */
  readonly allocation: 'all' | 'primaries' | 'new_primaries' | 'none' | null;
  /** Shards that a data node may have; null: not limited. */
  readonly shardsPerNode: number | null;
}

/** What an index refuses. */
export type IndexBlock = 'all-but-delete' | 'read-only' | 'writes' | 'reads' | 'metadata';

export interface BlockedIndex {
  readonly name: string;
  readonly blocks: readonly IndexBlock[];
}

export interface UnwellIndexes {
  /** Of all indexes, those of the engine itself among them. */
  readonly total: number;
  /** At most `namesAtMost` each. */
  readonly red: readonly string[];
  readonly yellow: readonly string[];
  readonly closed: readonly string[];
}

export interface EnginePlugin {
  readonly name: string;
  readonly version: string;
  /** Not every node that was asked has it in this version. */
  readonly isUneven: boolean;
}

/** What an index has counted since its shards came to their nodes, and does now. */
export interface IndexWork {
  readonly name: string;
  /** Documents that were written or deleted. */
  readonly written: number;
  /** How often what had been written was made to show to searches. */
  readonly refreshes: number;
  readonly mergesNow: number;
}

/** What an engine says about itself, each part by itself. */
export interface EngineHealth {
  readonly version: Part<EngineVersion>;
  readonly cluster: Part<ClusterState>;
  readonly nodes: Part<NodesHealth>;
  readonly limits: Part<EngineLimits>;
  readonly indexes: Part<UnwellIndexes>;
  readonly blocks: Part<readonly BlockedIndex[]>;
  readonly plugins: Part<readonly EnginePlugin[]>;
  /** Of indexes that are open. */
  readonly work: Part<readonly IndexWork[]>;
  /** All that is stored, indexes of others too. */
  readonly storedBytes: Part<number>;
}

/** Names of one kind that are kept of what an engine lists. */
export const namesAtMost = 500;

/** A field as an index maps it, in the engine's own words. */
export interface MappedField {
  readonly type: string;
  /** Of a date. */
  readonly format?: string;
  /** Whether a `keyword` of the whole value is beside the words. */
  readonly keyword?: boolean;
  /** Whether words are kept in a form that can be sorted by. */
  readonly fielddata?: boolean;
}

export interface IndexSettings {
  readonly shards: number;
  readonly replicas: number;
  /** `0-1`: as many copies as there are nodes for; null: as many as `replicas` says. */
  readonly autoExpand: string | null;
  /** `-1`: never; null: the engine's own, a second. */
  readonly refreshInterval: string | null;
  readonly blocks: readonly IndexBlock[];
  /** Fields that the index takes before it refuses a document with a new one; null: the usual. */
  readonly fieldLimit: number | null;
}

/** How a concrete index is made. */
export interface IndexDescription {
  readonly name: string;
  /** By name; what is below an object or a nested list is named with dots. */
  readonly fields: Readonly<Record<string, MappedField>>;
  /** As the engine counts them: objects, and keywords beside words, are fields too. */
  readonly fieldCount: number;
  /** Null: this kind of engine has none. */
  readonly settings: IndexSettings | null;
}
