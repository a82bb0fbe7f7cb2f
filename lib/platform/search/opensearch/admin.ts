import { z } from 'zod';
import { FaultError } from '#lib/kernel/result.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import {
  errorType,
  faultOf,
  patiently,
  request,
  requestOnce,
  Shards,
  throwIfPartial,
  understood,
  type EngineResponse,
  type Connection,
  type Request,
} from './client.ts';
import { propertiesOf } from './fields.ts';
import type { EngineContext } from './read.ts';
import { listAliases, writeAliasOf } from './swap.ts';
import type { IndexInfo, IndexSpec, Readiness } from '../port.ts';

const path = (name: string, action = ''): string => `/${encodeURIComponent(name)}${action}`;

async function isIndexOrAlias(
  { connection, policy }: EngineContext,
  name: string,
): Promise<boolean> {
  return (
    (await request(connection, policy, { method: 'HEAD', path: path(name) }, [404])).status !== 404
  );
}

/** Explicit mappings, but `dynamic` stays on: the existing services add fields of their own. */
export async function createIndex(context: EngineContext, spec: IndexSpec): Promise<void> {
  const { connection, policy, mappings } = context;
  const made = newId();
  const body = {
    settings: { index: { refresh_interval: '-1', number_of_replicas: 0 } },
    aliases: { [writeAliasOf(spec.name)]: {} },
    mappings: {
      dynamic: true,
      _meta: { keyField: spec.keyField, made },
      properties: propertiesOf(spec.fields),
    },
  };
  // `wait_for_active_shards` of one is health yellow: the primary takes writes.
  const query = { wait_for_active_shards: 1, timeout: '60s' };
  const response = await request(
    connection,
    policy,
    { method: 'PUT', path: path(spec.name), query, body, timeoutMs: 90_000 },
    [400],
  );
  mappings.clear();
  if (response.status !== 400) return;
  const doesExist = ['resource_already_exists_exception', 'invalid_index_name_exception'].includes(
    errorType(response.body),
  );
  if (!doesExist || !(await isIndexOrAlias(context, spec.name))) throw faultOf(response);
  // Our own request, repeated after its response was lost.
  if ((await mappings.of(spec.name)).made === made) return;
  throw new FaultError({ kind: 'conflict', says: `The index ${spec.name} exists already` });
}

const Health = z.object({
  status: z.enum(['green', 'yellow', 'red']),
  relocating_shards: z.number(),
  number_of_data_nodes: z.number(),
});
type Health = z.infer<typeof Health>;

/** Copies on other nodes are waited for this long. */
export const usualCopiesWithinMs = 120_000;
const pollMs = 20_000;

/** On a single node yellow is the best there is: no copy may be on the node of its primary. */
const isAlone = (health: Health): boolean => health.number_of_data_nodes === 1;
const isComplete = (health: Health): boolean =>
  health.relocating_shards === 0 &&
  (health.status === 'green' || (health.status === 'yellow' && isAlone(health)));

async function waitForCopies(
  { connection, policy }: EngineContext,
  name: string,
  withinMs: number,
): Promise<Readiness> {
  const startedAt = performance.now();
  const readHealth = async (status: 'yellow' | 'green', waitMs: number): Promise<Health> => {
    const query = {
      wait_for_status: status,
      wait_for_no_relocating_shards: true,
      timeout: `${String(Math.ceil(waitMs))}ms`,
    };
    const healthRequest = {
      method: 'GET',
      path: `/_cluster/health${path(name)}`,
      query,
      timeoutMs: 60_000,
    } as const;
    return understood(Health, (await request(connection, policy, healthRequest, [408])).body);
  };
  let health = await readHealth('yellow', Math.min(pollMs, withinMs));
  for (;;) {
    if (isComplete(health)) return { copies: 'complete' };
    const leftMs = withinMs - (performance.now() - startedAt);
    if (leftMs <= 0) break;
    health = await readHealth(isAlone(health) ? 'yellow' : 'green', Math.min(pollMs, leftMs));
  }
  if (health.status === 'yellow' && health.relocating_shards === 0) return { copies: 'missing' };
  throw new FaultError({
    kind: 'unavailable',
    says: `The index ${name} does not become ready for readers`,
  });
}

export async function applySettings(
  context: EngineContext,
  name: string,
  mode: 'filling' | 'searchable',
  copiesWithinMs: number,
): Promise<Readiness> {
  const { connection, policy } = context;
  const index =
    mode === 'filling'
      ? { refresh_interval: '-1', auto_expand_replicas: 'false', number_of_replicas: 0 }
      : // Null: the engine's default. One copy where there is a second node to hold it.
        { refresh_interval: null, auto_expand_replicas: '0-1' };
  await request(connection, policy, {
    method: 'PUT',
    path: path(name, '/_settings'),
    body: { index },
    timeoutMs: 60_000,
  });
  if (mode === 'filling') return { copies: 'complete' };
  const refreshed = await request(connection, policy, {
    method: 'POST',
    path: path(name, '/_refresh'),
    timeoutMs: 300_000,
  });
  throwIfPartial(refreshed.body, name);
  return waitForCopies(context, name, copiesWithinMs);
}

// Both together are shorter than a request to drop counts as on its way.
const dropTriesMs = 60_000;
const dropTimeoutMs = 30_000;

/**
 * By its concrete name only: the engine refuses to delete by an alias' name, and we refuse while an
 * alias points at it, which is looked at before each try: aliases move while an engine is busy.
 */
export async function dropIndex(context: EngineContext, name: string): Promise<void> {
  const { connection, policy, mappings } = context;
  const began = performance.now();
  await patiently(policy, async () => {
    if (performance.now() - began > dropTriesMs)
      throw new FaultError({
        kind: 'unavailable',
        says: `The search side failed to respond about ${name}`,
      });
    const held = (await listAliases(context)).some(
      (alias) => alias.index === name || alias.name === name,
    );
    if (held)
      throw new FaultError({
        kind: 'precondition',
        says: `${name} is in use: an alias points at it`,
      });
    const call: Request = { method: 'DELETE', path: path(name), timeoutMs: dropTimeoutMs };
    await requestOnce(connection, call, [404]);
  });
  mappings.clear();
}

const CatIndexes = z.array(
  z.object({
    index: z.string(),
    status: z.string().nullish(),
    // `red*` of one that is just being made, of which the engine does not know it yet.
    health: z.enum(['green', 'yellow', 'red']).nullish().catch(null),
    'store.size': z.string().nullish(),
    'creation.date': z
      .string()
      .regex(/^-?\d{1,15}$/)
      .nullish(),
  }),
);

const CountsResponse = z.object({
  responses: z.array(
    z.object({
      hits: z.object({ total: z.object({ value: z.number() }) }).optional(),
      _shards: Shards.optional(),
      timed_out: z.boolean().optional(),
    }),
  ),
});

/**
 * Documents of each index as a reader counts them, in one request; the engine's own list of indexes
 * counts every nested object too. Null: not all of the index answers, or the account may not ask.
 */
async function countEach(
  { connection, policy }: EngineContext,
  names: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  if (names.length === 0) return new Map();
  const filterPath = ['hits.total', '_shards', 'timed_out']
    .map((field) => `responses.${field}`)
    .join();
  const search = JSON.stringify({ size: 0, track_total_hits: true });
  const call = {
    method: 'POST',
    path: '/_msearch',
    query: { filter_path: `${filterPath},responses.status` },
    lines: names.map((index) => `${JSON.stringify({ index })}\n${search}\n`).join(''),
  } as const;
  const { status, body } = await request(connection, policy, call, [403]);
  if (status === 403) return new Map();
  const { responses } = understood(CountsResponse, body);
  return new Map(
    names.map((name, at) => {
      const found = responses[at];
      const isWhole = found?._shards?.failed === 0 && found.timed_out === false;
      return [name, isWhole ? (found.hits?.total.value ?? null) : null];
    }),
  );
}

/** Without the engine's own, whose names begin with a dot. */
export async function listIndexes(
  context: EngineContext,
  pattern: string,
  isCounted: boolean,
): Promise<readonly IndexInfo[]> {
  const query = {
    format: 'json',
    bytes: 'b',
    h: 'index,status,health,store.size,creation.date',
    s: 'index',
  };
  const response = await request(
    context.connection,
    context.policy,
    { method: 'GET', path: `/_cat/indices${path(pattern)}`, query },
    [404],
  );
  if (response.status === 404) return [];
  const rows = understood(CatIndexes, response.body).filter(({ index }) => !index.startsWith('.'));
  const isClosed = ({ status }: (typeof rows)[number]): boolean => status === 'close';
  const counts = await countEach(
    context,
    isCounted ? rows.filter((row) => !isClosed(row)).map(({ index }) => index) : [],
  );
  return rows.map((row) => {
    const size = row['store.size'];
    return {
      name: row.index,
      documents: counts.get(row.index) ?? null,
      bytes: size === null || size === undefined ? null : Number(size),
      health: isClosed(row) ? 'closed' : (row.health ?? 'not-known'),
      createdAt: new Date(Number(row['creation.date'] ?? 0)),
    };
  });
}

const Root = z.object({ version: z.object({ number: z.string() }) });

const once: RetryPolicy = { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 };
const quicklyMs = 3_000;

/**
 * One quick try. A cluster without a master serves its root but nothing else, so its health is
 * read too.
 */
export async function readVersion(connection: Connection): Promise<string> {
  const getQuickly = (path: string, query: Request['query'] = {}): Promise<EngineResponse> =>
    request(connection, once, { method: 'GET', path, query, timeoutMs: quicklyMs });
  const [root] = await Promise.all([
    getQuickly('/'),
    getQuickly('/_cluster/health', { timeout: '2s' }),
  ]);
  return understood(Root, root.body).version.number;
}
