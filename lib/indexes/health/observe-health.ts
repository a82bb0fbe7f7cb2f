import { createCache, type Cached } from '#lib/kernel/cache.ts';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { EngineHealth, Part } from '#lib/platform/search/engine-health.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { keptSamples, recentOf, type Recent, type Sample } from './recent.ts';

/** What the engine said, and what its nodes did since an earlier look. */
export interface ObservedHealth {
  readonly told: EngineHealth;
  readonly recent: Recent | null;
}

// By search side, so that fifty viewers cost the engine what one costs.
const observations = createCache<Search, ObservedHealth>({
  freshForMs: intervalMsOf.warm,
  isShownWhileRead: true,
});
const samples = new WeakMap<Search, readonly Sample[]>();

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
  if (told.nodes?.ok !== true) return { told, recent: null };
  const now: Sample = { at: clock.now(), nodes: told.nodes.value };
  const kept = keptSamples(samples.get(search) ?? [], now);
  samples.set(search, kept);
  return { told, recent: recentOf(kept[0], now) };
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
