import { acquireLease, releaseLease } from '#lib/platform/database/lease.ts';
import { probeContract } from '#lib/indexes/index.ts';
import { contractOf, recordLastSwap } from '#lib/sync/index.ts';
import { repeatUntilStopped, type BackgroundTask } from './background-tasks.ts';
import type { EnvironmentWorld } from '../compose.ts';

// Longer than a statement to PostgreSQL may go without an answer, and than a search engine that
// hangs is waited for.
const stuckAfterMs = 300_000;
const leaseMs = 120_000;

/** What the contract monitor needs of an environment. */
export type MonitoredWorld = Pick<
  EnvironmentWorld,
  'database' | 'environment' | 'holder' | 'log' | 'pipelines' | 'probeEveryMs' | 'search'
>;

/**
 * One probe, by one of all processes, of records that say where the last run has moved readers.
 * False: another one does it just now, or nothing has settled yet, and then nothing can have
 * drifted.
 */
export async function probeOnce(world: MonitoredWorld): Promise<boolean> {
  const { database, environment, holder } = world;
  const name = `contract-monitor:${environment.name}`;
  const lease = await acquireLease(database, name, holder, leaseMs);
  if (lease === null) return false;
  try {
    await recordLastSwap(world);
    const contract = await contractOf(world);
    if (contract.version === null && environment.driver === 'managed') return false;
    await probeContract(world, contract);
    return true;
  } finally {
    await releaseLease(database, lease);
  }
}

/** A task of its own for each environment: one whose search engine hangs delays no other. */
export function contractMonitorTask(world: MonitoredWorld): BackgroundTask {
  return {
    name: `contract monitor of ${world.environment.name}`,
    environment: world.environment.name,
    stuckAfterMs,
    start(signal, beat) {
      const says = 'a probe of the contract failed and is tried again';
      return repeatUntilStopped({ signal, beat, log: world.log, says }, world.probeEveryMs, () =>
        probeOnce(world),
      );
    },
  };
}
