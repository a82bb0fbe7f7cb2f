import { z } from 'zod';
import { FaultError } from '#lib/kernel/result.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import {
  errorType,
  faultOf,
  request,
  type EngineResponse,
  type Connection,
  type Request,
} from './client.ts';
import { propertiesOf } from './fields.ts';
import type { Asking } from './read.ts';
import { listAliases } from './swap.ts';
import type { IndexInfo, IndexSpec, Readiness } from '../port.ts';

const path = (name: string, action = ''): string => `/${encodeURIComponent(name)}${action}`;

async function isIndexOrAlias({ connection, policy }: Asking, name: string): Promise<boolean> {
  return (
    (await request(connection, policy, { method: 'HEAD', path: path(name) }, [404])).status !== 404
  );
}

/** Explicit mappings, but `dynamic` stays on: the existing services add fields of their own. */
export async function createIndex(asking: Asking, spec: IndexSpec): Promise<void> {
  const { connection, policy, mappings } = asking;
  const made = newId();
  const body = {
    settings: { index: { refresh_interval: '-1', number_of_replicas: 0 } },
    mappings: {
      dynamic: true,
      _meta: { keyField: spec.keyField, made },
      properties: propertiesOf(spec.fields),
    },
  };
  // `wait_for_active_shards` of one is health yellow: the primary takes writes.
  const query = { wait_for_active_shards: 1, timeout: '60s' };
  const answer = await request(
    connection,
    policy,
    { method: 'PUT', path: path(spec.name), query, body, timeoutMs: 90_000 },
    [400],
  );
  mappings.forget();
  if (answer.status !== 400) return;
  const isTaken = ['resource_already_exists_exception', 'invalid_index_name_exception'].includes(
    errorType(answer.body),
  );
  if (!isTaken || !(await isIndexOrAlias(asking, spec.name))) throw faultOf(answer);
  // Our own request, repeated after its answer was lost.
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
const askAgainMs = 20_000;

/** On a single node yellow is the best there is: no copy may stand beside its primary. */
const isAlone = (health: Health): boolean => health.number_of_data_nodes === 1;
const isComplete = (health: Health): boolean =>
  health.relocating_shards === 0 &&
  (health.status === 'green' || (health.status === 'yellow' && isAlone(health)));

async function waitForCopies(
  { connection, policy }: Asking,
  name: string,
  withinMs: number,
): Promise<Readiness> {
  const startedAt = performance.now();
  const look = async (status: 'yellow' | 'green', waitMs: number): Promise<Health> => {
    const query = {
      wait_for_status: status,
      wait_for_no_relocating_shards: true,
      timeout: `${String(Math.ceil(waitMs))}ms`,
    };
    const asked = {
      method: 'GET',
      path: `/_cluster/health${path(name)}`,
      query,
      timeoutMs: 60_000,
    } as const;
    return Health.parse((await request(connection, policy, asked, [408])).body);
  };
  let health = await look('yellow', Math.min(askAgainMs, withinMs));
  for (;;) {
    if (isComplete(health)) return { copies: 'complete' };
    const leftMs = withinMs - (performance.now() - startedAt);
    if (leftMs <= 0) break;
    health = await look(isAlone(health) ? 'yellow' : 'green', Math.min(askAgainMs, leftMs));
  }
  if (health.status === 'yellow' && health.relocating_shards === 0) return { copies: 'missing' };
  throw new FaultError({
    kind: 'unavailable',
    says: `The index ${name} does not become ready for readers`,
  });
}

export async function applySettings(
  asking: Asking,
  name: string,
  mode: 'filling' | 'searchable',
  copiesWithinMs: number,
): Promise<Readiness> {
  const { connection, policy } = asking;
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
  await request(connection, policy, {
    method: 'POST',
    path: path(name, '/_refresh'),
    timeoutMs: 300_000,
  });
  return waitForCopies(asking, name, copiesWithinMs);
}

/**
 * By its concrete name only: the engine refuses to delete by an alias' name, and we refuse while an
 * alias points at it.
 */
export async function dropIndex(asking: Asking, name: string): Promise<void> {
  const held = (await listAliases(asking)).some(
    (alias) => alias.index === name || alias.name === name,
  );
  if (held)
    throw new FaultError({
      kind: 'precondition',
      says: `${name} is in use: an alias points at it`,
    });
  await request(
    asking.connection,
    asking.policy,
    { method: 'DELETE', path: path(name), timeoutMs: 60_000 },
    [404],
  );
  asking.mappings.forget();
}

const CatIndexes = z.array(
  z.object({
    index: z.string(),
    health: z.enum(['green', 'yellow', 'red']).nullish(),
    'docs.count': z.string().nullish(),
    'store.size': z.string().nullish(),
    'creation.date': z.string().nullish(),
  }),
);

/** Without the engine's own, whose names begin with a dot. */
export async function listIndexes(
  { connection, policy }: Asking,
  pattern: string,
): Promise<readonly IndexInfo[]> {
  const query = {
    format: 'json',
    bytes: 'b',
    h: 'index,health,docs.count,store.size,creation.date',
    s: 'index',
  };
  const answer = await request(
    connection,
    policy,
    { method: 'GET', path: `/_cat/indices${path(pattern)}`, query },
    [404],
  );
  if (answer.status === 404) return [];
  return CatIndexes.parse(answer.body).flatMap((row) => {
    if (row.index.startsWith('.')) return [];
    const size = row['store.size'];
    return {
      name: row.index,
      documents: Number(row['docs.count'] ?? 0),
      bytes: size === null || size === undefined ? null : Number(size),
      health: row.health ?? 'not-known',
      createdAt: new Date(Number(row['creation.date'] ?? 0)),
    };
  });
}

const Root = z.object({ version: z.object({ number: z.string() }) });

const once: RetryPolicy = { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 };
const quicklyMs = 3_000;

/**
 * One quick try. A cluster without a master answers its root but nothing else, so its health is
 * asked too.
 */
export async function readVersion(connection: Connection): Promise<string> {
  const ask = (path: string, query: Request['query'] = {}): Promise<EngineResponse> =>
    request(connection, once, { method: 'GET', path, query, timeoutMs: quicklyMs });
  const [root] = await Promise.all([ask('/'), ask('/_cluster/health', { timeout: '2s' })]);
  return Root.parse(root.body).version.number;
}
