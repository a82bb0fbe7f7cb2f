import { z } from 'zod';
import { FaultError } from '#lib/kernel/result.ts';
import { faultOf, request, throwIfPartial, understood } from './client.ts';
import { countIn, type EngineContext } from './read.ts';
import type { Search } from '../port.ts';

/**
 * The engine numbers every write to a shard (`_seq_no`), and each document keeps the number of its
 * last one. The id of the index tells it from a later one of the same name.
 */
const Mark = z.object({ uuid: z.string(), lastOf: z.record(z.string(), z.number()) });

const Stats = z.object({
  indices: z.record(
    z.string(),
    z.object({
      uuid: z.string(),
      shards: z.record(
        z.string(),
        z.array(
          z.object({
            routing: z.object({ primary: z.boolean() }),
            seq_no: z.object({ max_seq_no: z.number() }),
          }),
        ),
      ),
    }),
  ),
});

interface Writes {
  readonly uuid: string;
  /** Number of the last write, by shard. */
  readonly lastOf: Readonly<Record<string, number>>;
}

const at = (index: string, action: string): string => `/${encodeURIComponent(index)}/${action}`;

/** Null: there is no index of this name; an alias is none. */
async function readWrites(
  { connection, policy }: EngineContext,
  index: string,
): Promise<Writes | null> {
  const query = { level: 'shards' };
  const call = { method: 'GET', path: at(index, '_stats/docs'), query } as const;
  const response = await request(connection, policy, call, [404]);
  if (response.status === 404) return null;
  throwIfPartial(response.body, index);
  const found = understood(Stats, response.body).indices[index];
  if (found === undefined) return null;
  const lastOf: Record<string, number> = {};
  for (const [shard, copies] of Object.entries(found.shards)) {
    const primary = copies.find(({ routing }) => routing.primary);
    if (primary === undefined) throw faultOf({ status: 503, body: null }, index);
    lastOf[shard] = primary.seq_no.max_seq_no;
  }
  return { uuid: found.uuid, lastOf };
}

/** What readers count then includes every write before. */
async function refresh({ connection, policy }: EngineContext, index: string): Promise<void> {
  const call = { method: 'POST', path: at(index, '_refresh'), timeoutMs: 60_000 } as const;
  const response = await request(connection, policy, call, [404]);
  if (response.status !== 404) throwIfPartial(response.body, index);
}

export function markIn(context: EngineContext): Search['markWrites'] {
  return async (index) => {
    await refresh(context, index);
    const writes = await readWrites(context, index);
    if (writes === null)
      throw new FaultError({ kind: 'not-found', says: `There is no index called ${index}` });
    return { index, documents: await countIn(context)(index), at: { ...writes } };
  };
}

const Count = z.object({ count: z.number() });

export function changesIn(context: EngineContext): Search['changesSince'] {
  const { connection, policy } = context;
  const changedIn = async (index: string, shard: string, last: number): Promise<number> => {
    const { body } = await request(connection, policy, {
      method: 'POST',
      path: at(index, '_count'),
      query: { preference: `_shards:${shard}` },
      body: { query: { range: { _seq_no: { gt: last } } } },
    });
    throwIfPartial(body, index);
    return understood(Count, body).count;
  };
  return async ({ index, documents, at: marked }) => {
    const mark = Mark.parse(marked);
    const writes = await readWrites(context, index);
    if (writes?.uuid !== mark.uuid) return null;
    const written = Object.entries(mark.lastOf).filter(
      ([shard, last]) => writes.lastOf[shard] !== last,
    );
    if (written.length === 0) return { changed: 0, removed: 0 };
    await refresh(context, index);
    const counts = await Promise.all(written.map(([shard, last]) => changedIn(index, shard, last)));
    const now = await countIn(context)(index);
    return {
      changed: counts.reduce((sum, count) => sum + count, 0),
      removed: Math.max(0, documents - now),
    };
  };
}
