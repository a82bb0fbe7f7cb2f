import { createCache, type Cached } from '#lib/kernel/cache.ts';
import type { RunRecord } from './model.ts';
import { recordsOf, type RunRow } from './store.ts';
import type { SyncWorld } from './world.ts';

const freshMs = 4_000;
/** Runs that were opened last; others are read again. */
const storedAtMost = 50;

interface Shared {
  get(): Promise<Cached<readonly RunRecord[]>>;
}

const shared = new WeakMap<SyncWorld, Map<string, Shared>>();

/**
 * The records of a run by reason, as this process last saw them: counting them reads every one of
 * them, so one read serves all viewers. What was read before the end of the run is not shown after
 * it.
 */
export async function viewRecords(
  world: SyncWorld,
  { id, ended_at: endedAt }: RunRow,
): Promise<readonly RunRecord[]> {
  const own = shared.get(world) ?? new Map<string, Shared>();
  shared.set(world, own);
  const key = `${id} ${endedAt === null ? 'going' : 'ended'}`;
  const known =
    own.get(key) ??
    createCache(
      () => recordsOf(world.database, id),
      freshMs,
      () => world.clock.now(),
      { isShownWhileRead: true },
    );
  // The one opened last is the last to go.
  own.delete(key);
  own.set(key, known);
  for (const oldest of [...own.keys()].slice(0, -storedAtMost)) own.delete(oldest);
  const { value } = await known.get();
  return value ?? recordsOf(world.database, id);
}
