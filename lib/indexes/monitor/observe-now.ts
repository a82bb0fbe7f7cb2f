import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '#lib/kernel/ids.ts';
import type { Result } from '#lib/kernel/result.ts';
import { withinTime } from '#lib/kernel/within-time.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import { whileLeased, type LeaseTerms } from '#lib/platform/database/lease.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { World } from '#lib/platform/world.ts';
import { readContracts } from '../read-contract.ts';
import type { PlannedContract } from '../requests.ts';
import { openObservations } from './observation-store.ts';
import { probeWhileStill } from './probe-while-still.ts';

// An alias that is deleted is noticed within an interval and five seconds, also by the process that
// comes after one that was killed in a probe: the lease and a look beyond it are shorter together.
const leaseMs = 3_000;

/** One probe at a time in an environment, of all processes. */
export const probeTerms = (environment: string, holder: string): LeaseTerms => ({
  name: `contract-monitor:${environment}`,
  holder,
  ttlMs: leaseMs,
});

// Longer than a probe takes where the search engine is well; after that the monitor's own is due.
const observedWithinMs = 5_000;
const lookAgainMs = 100;

/** One that goes on just now may have looked before; so may one of while somebody moves readers. */
async function probeUntilDone(world: World, planned: PlannedContract): Promise<void> {
  const { database, environment } = world;
  const terms = probeTerms(environment.name, newId());
  const until = performance.now() + observedWithinMs;
  for (;;) {
    const probed = await whileLeased(database, terms, async (lease) => {
      const { name } = environment;
      const readAt = await databaseTime(database);
      const inForce = (await readContracts(database, new Map([[name, planned]]))).get(name);
      return probeWhileStill(world, inForce ?? planned, { lease, readAt });
    });
    if (probed === 'probed' || performance.now() > until) return;
    await delay(lookAgainMs);
  }
}

/**
 * Looks at once at what a person has just put right, and not when the next probe is due: the drift
 * ends when it ended. Only where the contract monitor has looked before; what fails is left to it.
 */
export async function thenObserved<T>(
  world: World,
  planned: PlannedContract,
  result: Result<T>,
): Promise<Result<T>> {
  if (!result.ok) return result;
  try {
    const isWatched = (await openObservations(world.database, world.environment.name)).length > 0;
    if (isWatched) await withinTime(observedWithinMs, () => probeUntilDone(world, planned));
  } catch (error) {
    world.log.warn(errorFacts(error), 'the contract was not looked at after a change');
  }
  return result;
}
