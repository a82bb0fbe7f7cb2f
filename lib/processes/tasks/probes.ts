import { setTimeout as delay } from 'node:timers/promises';
import { Histogram, register } from 'prom-client';
import { offRecorded } from '#lib/inventory/index.ts';
import { whileLeased } from '#lib/platform/database/lease.ts';
import { runProbes, summariseProbes, watchProbers, type ProbePace } from '#lib/status/index.ts';
import { repeatUntilStopped, type BackgroundTask } from './background-tasks.ts';
import type { EnvironmentWorld } from '../compose.ts';

// Longer than a statement to PostgreSQL may go without an answer.
const stuckAfterMs = 90_000;
/** How soon another process asks after one was killed is a matter of its lease, and of this. */
const lookAgainMs = 5_000;
const summariseEveryMs = 60_000;
const summaryLeaseMs = 15_000;

/** What the probes need of an environment. */
export type ProbedWorld = Pick<
  EnvironmentWorld,
  'database' | 'environment' | 'holder' | 'log' | 'probes' | 'readKnown'
>;

const pace: ProbePace = {
  nowMs: () => performance.now(),
  clockMs: Date.now,
  pause: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};

const lagName = 'console_probe_lag_seconds';

/** Of this process, however many environments it asks the probes of. */
function lagOf(environment: string): (lagMs: number) => void {
  // prom-client keeps it as a metric of any kind; only this makes one of that name.
  const known = register.getSingleMetric(lagName) as Histogram<'environment'> | undefined;
  const lag =
    known ??
    new Histogram({
      name: lagName,
      help: 'How much later than its moment a probe is asked.',
      labelNames: ['environment'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    });
  return (lagMs) => lag.observe({ environment }, lagMs / 1_000);
}

/** A task of its own for each environment, so that several workers can share them. */
export function probesTask({
  database,
  environment: { name, inventory },
  holder,
  log,
  probes,
  readKnown,
}: ProbedWorld): BackgroundTask {
  return {
    name: `probes of ${name}`,
    environment: name,
    stuckAfterMs,
    start(signal, beat) {
      const says = 'the probes stopped and are begun again';
      const repeating = { signal, beat, log, says, everyMs: lookAgainMs };
      const world = {
        database,
        log,
        holder,
        environment: name,
        probes,
        readKnown,
        onLag: lagOf(name),
        // The same environment in the inventory knows when it is unlinked or switched off.
        ...(inventory === undefined
          ? {}
          : { offRecorded: () => offRecorded({ database }, inventory) }),
      };
      return repeatUntilStopped(repeating, async () => {
        await runProbes(world, signal, beat, pace);
        return null;
      });
    },
  };
}

/**
 * Sums up what the probes of all environments have found, and tells where nobody could ask, by one
 * of all processes.
 */
export function probeSummaryTask(
  { database, holder, log }: ProbedWorld,
  environments: readonly string[],
): BackgroundTask {
  const watch = watchProbers(database, environments);
  return {
    name: 'summaries of probes',
    stuckAfterMs,
    start(signal, beat) {
      const says = 'what probes found is not summed up, and tried again';
      const terms = { name: 'probe-summaries', holder, ttlMs: summaryLeaseMs };
      const repeating = { signal, beat, log, says, everyMs: summariseEveryMs };
      return repeatUntilStopped(repeating, async () => {
        await whileLeased(database, terms, async () => {
          await summariseProbes(database);
          await watch();
        });
        return null;
      });
    },
  };
}
