import { createCache, type Cached } from '#lib/kernel/cache.ts';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { EngineHealth, Part } from '#lib/platform/search/engine-health.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { lagsOf, seenAfter, type Lag, type WorkSeen } from './lag.ts';
import { keptSamples, recentOf, type Recent, type Sample } from './recent.ts';

/** What the engine said, and what its nodes did since an earlier look. */
export interface ObservedHealth {
  readonly told: EngineHealth;
  readonly recent: Recent | null;
  /** By index. */
  readonly lags: Part<ReadonlyMap<string, Lag>>;
}

// By search side, so that fifty viewers cost the engine what one costs.
const observations = createCache<Search, ObservedHealth>({
  freshForMs: intervalMsOf.warm,
  isShownWhileRead: true,
});
const samples = new WeakMap<Search, readonly Sample[]>();
const workSeen = new WeakMap<Search, ReadonlyMap<string, WorkSeen>>();

function lagsNow(search: Search, told: EngineHealth, at: Date): ObservedHealth['lags'] {
  const before = workSeen.get(search) ?? new Map<string, WorkSeen>();
  const seen = told.work?.ok === true ? seenAfter(before, told.work.value, at) : before;
  workSeen.set(search, seen);
  return lagsOf(told, seen, at);
}

/** Not one part was told, and not because the account may not ask. */
function isAway(told: EngineHealth): boolean {
  const parts: Readonly<Record<string, Part<unknown>>> = { ...told };
  const asked = Object.values(parts).filter((part) => part !== null);
  return (
    asked.every((part) => !part.ok) &&
    asked.some((part) => !part.ok && part.fault.kind === 'unavailable')
  );
}

async function observe({ search, clock }: World): Promise<ObservedHealth> {
  const told = await search.health();
  if (isAway(told))
    throw new FaultError({ kind: 'unavailable', says: 'The search engine does not answer.' });
  const at = clock.now();
  const lags = lagsNow(search, told, at);
  if (told.nodes?.ok !== true) return { told, recent: null, lags };
  const now: Sample = { at, nodes: told.nodes.value };
  const kept = keptSamples(samples.get(search) ?? [], now);
  samples.set(search, kept);
  return { told, recent: recentOf(kept[0], now), lags };
}

/**
 * What is known of the engine's health; read once per 15 seconds however many people look. An
 * engine that does not answer at all leaves what was known, with `failedSince`.
 */
export function observeHealth(world: World, withinMs?: number): Promise<Cached<ObservedHealth>> {
  return observations.get(world.search, 'health', {
    read: () => observe(world),
    now: () => world.clock.now(),
    withinMs,
  });
}
