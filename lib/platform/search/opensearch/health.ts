import { z } from 'zod';
import { done, FaultError } from '#lib/kernel/result.ts';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import {
  namesAtMost,
  type BlockedIndex,
  type ClusterState,
  type EngineHealth,
  type EngineLimits,
  type EnginePlugin,
  type EngineVersion,
  type IndexWork,
  type NodeHealth,
  type NodesHealth,
  type Part,
  type UnwellIndexes,
} from '../engine-health.ts';
import { request, throwIfPartial, understood, type Connection } from './client.ts';
import { blocksIn, FlatSettings } from './describe.ts';

type Query = Readonly<Record<string, string | number | boolean>>;
type Get = (path: string, query?: Query) => Promise<unknown>;

const policy: RetryPolicy = { attempts: 2, firstDelayMs: 100, maxDelayMs: 100 };
const withinMs = 10_000;

const Root = z.object({
  version: z.object({ number: z.string(), distribution: z.string().optional() }),
});

async function readVersion(get: Get): Promise<EngineVersion> {
  const { version } = understood(Root, await get('/'));
  return {
    // Elasticsearch names no distribution.
    engine: version.distribution === 'opensearch' ? 'OpenSearch' : 'Elasticsearch',
    version: version.number.slice(0, 40),
  };
}

const Health = z.object({
  status: z.enum(['green', 'yellow', 'red']),
  number_of_nodes: z.number(),
  number_of_data_nodes: z.number(),
  active_shards: z.number(),
  relocating_shards: z.number(),
  initializing_shards: z.number(),
  unassigned_shards: z.number(),
  number_of_pending_tasks: z.number(),
  task_max_waiting_in_queue_millis: z.number(),
});

async function readCluster(get: Get): Promise<ClusterState> {
  const health = understood(Health, await get('/_cluster/health', { timeout: '2s' }));
  return {
    status: health.status,
    nodes: health.number_of_nodes,
    dataNodes: health.number_of_data_nodes,
    activeShards: health.active_shards,
    unassignedShards: health.unassigned_shards,
    movingShards: health.initializing_shards + health.relocating_shards,
    pendingTasks: health.number_of_pending_tasks,
    longestWaitMs: health.task_max_waiting_in_queue_millis,
  };
}

const Rejected = z.object({ rejected: z.number() });
const Node = z.object({
  roles: z.array(z.string()).optional(),
  jvm: z.object({
    uptime_in_millis: z.number(),
    mem: z.object({ heap_used_percent: z.number() }),
  }),
  fs: z
    .object({
      total: z.object({ total_in_bytes: z.number(), available_in_bytes: z.number() }).optional(),
    })
    .optional(),
  thread_pool: z.object({ search: Rejected.optional(), write: Rejected.optional() }),
  breakers: z.object({ parent: z.object({ tripped: z.number() }) }).optional(),
  indices: z.object({
    store: z.object({ size_in_bytes: z.number() }),
    search: z.object({ query_total: z.number(), query_time_in_millis: z.number() }),
    refresh: z.object({ total: z.number(), total_time_in_millis: z.number() }),
    merges: z.object({ current: z.number(), total_throttled_time_in_millis: z.number() }),
  }),
});
const Nodes = z.object({
  _nodes: z.object({ failed: z.number() }),
  nodes: z.record(z.string(), Node).optional(),
});

// Of Elasticsearch 7.10 there are several kinds of data node; older engines name no roles at all.
const holdsData = ({ roles }: z.infer<typeof Node>): boolean =>
  roles === undefined || roles.some((role) => role.startsWith('data'));

function nodeOf(id: string, node: z.infer<typeof Node>): NodeHealth {
  const { jvm, fs, thread_pool: pools, breakers, indices } = node;
  return {
    id,
    upMs: jvm.uptime_in_millis,
    heapPercent: jvm.mem.heap_used_percent,
    disk:
      !holdsData(node) || fs?.total === undefined
        ? null
        : {
            totalBytes: fs.total.total_in_bytes,
            availableBytes: fs.total.available_in_bytes,
          },
    rejected: {
      searches: pools.search?.rejected ?? 0,
      writes: pools.write?.rejected ?? 0,
    },
    tripped: breakers?.parent.tripped ?? 0,
    searches: { times: indices.search.query_total, ms: indices.search.query_time_in_millis },
    refreshes: { times: indices.refresh.total, ms: indices.refresh.total_time_in_millis },
    merges: {
      now: indices.merges.current,
      throttledMs: indices.merges.total_throttled_time_in_millis,
    },
  };
}

const nodesPath = '/_nodes/stats/jvm,fs,thread_pool,breaker,indices/store,search,refresh,merge';
const nodeFields = [
  'roles',
  'jvm.uptime_in_millis',
  'jvm.mem.heap_used_percent',
  'fs.total.total_in_bytes',
  'fs.total.available_in_bytes',
  'thread_pool.search.rejected',
  'thread_pool.write.rejected',
  'breakers.parent.tripped',
  'indices.store.size_in_bytes',
  'indices.search.query_total',
  'indices.search.query_time_in_millis',
  'indices.refresh.total',
  'indices.refresh.total_time_in_millis',
  'indices.merges.current',
  'indices.merges.total_throttled_time_in_millis',
];

async function readNodes(
  get: Get,
): Promise<{ readonly health: NodesHealth; readonly storedBytes: number }> {
  const filter = ['_nodes.failed', ...nodeFields.map((field) => `nodes.*.${field}`)];
  const body = understood(
    Nodes,
    await get(nodesPath, { timeout: '5s', filter_path: filter.join() }),
  );
  const nodes = Object.entries(body.nodes ?? {}).slice(0, namesAtMost);
  return {
    health: { nodes: nodes.map(([id, node]) => nodeOf(id, node)), silent: body._nodes.failed },
    storedBytes: nodes.reduce((sum, [, { indices }]) => sum + indices.store.size_in_bytes, 0),
  };
}

const Settings = z.object({
  defaults: FlatSettings.optional(),
  persistent: FlatSettings.optional(),
  transient: FlatSettings.optional(),
});
const allocations = ['all', 'primaries', 'new_primaries', 'none'] as const;

async function readLimits(get: Get): Promise<EngineLimits> {
  const query = { include_defaults: true, flat_settings: true, filter_path: '*.cluster*' };
  const { defaults, persistent, transient } = understood(
    Settings,
    await get('/_cluster/settings', query),
  );
  const settings = { ...defaults, ...persistent, ...transient };
  const disk = (name: string): string | null => {
    const value = settings[`cluster.routing.allocation.disk.${name}`];
    return typeof value === 'string' ? value : null;
  };
  const mark = (name: string, usual: string): string =>
    (disk(`watermark.${name}`) ?? usual).slice(0, 20);
  const perNode = Number(settings['cluster.max_shards_per_node']);
  const isOn = (name: string): boolean => settings[name] === 'true';
  return {
    watermarks:
      disk('threshold_enabled') === 'false'
        ? null
        : {
            low: mark('low', '85%'),
            high: mark('high', '90%'),
            flood: mark('flood_stage', '95%'),
          },
    isReadOnly: isOn('cluster.blocks.read_only') || isOn('cluster.blocks.read_only_allow_delete'),
    allocation:
      allocations.find((one) => one === settings['cluster.routing.allocation.enable']) ?? null,
    shardsPerNode: Number.isSafeInteger(perNode) && perNode > 0 ? perNode : null,
  };
}

const Indexes = z.array(
  z.object({
    index: z.string(),
    status: z.string().nullish(),
    health: z.string().nullish(),
  }),
);

async function readIndexes(get: Get): Promise<UnwellIndexes> {
  const query = { format: 'json', h: 'index,status,health', s: 'index', expand_wildcards: 'all' };
  const rows = understood(Indexes, await get('/_cat/indices', query));
  const named = (isOne: (row: (typeof rows)[number]) => boolean): string[] =>
    rows
      .filter(isOne)
      .slice(0, namesAtMost)
      .map(({ index }) => index);
  const isClosed = ({ status }: (typeof rows)[number]): boolean => status === 'close';
  return {
    total: rows.length,
    red: named((row) => row.health === 'red' && !isClosed(row)),
    yellow: named((row) => row.health === 'yellow' && !isClosed(row)),
    closed: named(isClosed),
  };
}

const Blocks = z.record(z.string(), z.object({ settings: FlatSettings }));

async function readBlocks(get: Get): Promise<readonly BlockedIndex[]> {
  const query = { flat_settings: true, expand_wildcards: 'all' };
  const body = understood(Blocks, await get('/_all/_settings/index.blocks.*', query));
  return Object.entries(body)
    .map(([name, { settings }]) => ({ name, blocks: blocksIn(settings) }))
    .filter(({ blocks }) => blocks.length > 0)
    .slice(0, namesAtMost);
}

const Plugins = z.array(
  z.object({ id: z.string().nullish(), component: z.string(), version: z.string() }),
);

async function readPlugins(get: Get): Promise<readonly EnginePlugin[]> {
  const rows = understood(
    Plugins,
    await get('/_cat/plugins', { format: 'json', h: 'id,component,version' }),
  );
  const nodes = new Set(rows.map(({ id }) => id));
  const found = new Map<string, { readonly version: string; times: number }>();
  for (const { component, version } of rows) {
    const known = found.get(component);
    if (known === undefined) found.set(component, { version, times: 1 });
    else if (known.version === version) known.times += 1;
  }
  return [...found]
    .slice(0, namesAtMost)
    .map(([name, { version, times }]) => ({ name, version, isUneven: times < nodes.size }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const Stats = z.object({
  indices: z
    .record(
      z.string(),
      z.object({
        primaries: z.object({
          indexing: z.object({ index_total: z.number(), delete_total: z.number() }),
        }),
        total: z.object({
          refresh: z.object({ external_total: z.number() }),
          merges: z.object({ current: z.number() }),
        }),
      }),
    )
    .optional(),
});
const statsFields = [
  'primaries.indexing.index_total',
  'primaries.indexing.delete_total',
  'total.refresh.external_total',
  'total.merges.current',
];

async function readWork(get: Get): Promise<readonly IndexWork[]> {
  const filter = ['_shards', ...statsFields.map((field) => `indices.*.${field}`)];
  const body = await get('/_stats/indexing,refresh,merge', { filter_path: filter.join() });
  throwIfPartial(body);
  return Object.entries(understood(Stats, body).indices ?? {}).map(
    ([name, { primaries, total }]) => ({
      name,
      written: primaries.indexing.index_total + primaries.indexing.delete_total,
      refreshes: total.refresh.external_total,
      mergesNow: total.merges.current,
    }),
  );
}

/** What is not answered as it should be is a fault of this part alone. */
async function partOf<T>(read: Promise<T>): Promise<NonNullable<Part<T>>> {
  try {
    return done(await read);
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** Eight requests at once. */
export async function readHealth(connection: Connection): Promise<EngineHealth> {
  const get: Get = async (path, query) => {
    const call = { method: 'GET', path, timeoutMs: withinMs } as const;
    const response = await request(
      connection,
      policy,
      query === undefined ? call : { ...call, query },
    );
    return response.body;
  };
  const [version, cluster, nodes, limits, indexes, blocks, plugins, work] = await Promise.all([
    partOf(readVersion(get)),
    partOf(readCluster(get)),
    partOf(readNodes(get)),
    partOf(readLimits(get)),
    partOf(readIndexes(get)),
    partOf(readBlocks(get)),
    partOf(readPlugins(get)),
    partOf(readWork(get)),
  ]);
  return {
    version,
    cluster,
    nodes: nodes.ok ? done(nodes.value.health) : nodes,
    limits,
    indexes,
    blocks,
    plugins,
    work,
    storedBytes: nodes.ok ? done(nodes.value.storedBytes) : nodes,
  };
}
