import { indexesRetentions } from '#lib/indexes/index.ts';
import { notifyRetentions, type NotifyWorld } from '#lib/notify/index.ts';
import { statusRetentions } from '#lib/status/index.ts';
import { runObserver, runWorker, syncRetentions } from '#lib/sync/index.ts';
import type { BackgroundTask } from './background-tasks.ts';
import { cleanUpTask } from './clean-up.ts';
import { contractMonitorTask } from './contract-monitor.ts';
import { listCountTask } from './list-count.ts';
import { noticesTask } from './notices.ts';
import { probesTask, probeSummaryTask } from './probes.ts';
import { shipInventoryTask } from './ship-inventory.ts';
import type { EnvironmentWorld, WholeConsole } from '../compose.ts';

// Longer than a statement to PostgreSQL may go without an answer.
const workerStuckAfterMs = 90_000;

/** What this process does beside answering, for the environments that it serves. */
export function tasksOf(
  environments: readonly EnvironmentWorld[],
  console: NotifyWorld & Pick<WholeConsole, 'environments'>,
): readonly BackgroundTask[] {
  const workers = environments
    .filter(({ environment }) => environment.driver === 'managed')
    .map((world): BackgroundTask => ({
      name: `sync worker of ${world.environment.name}`,
      environment: world.environment.name,
      stuckAfterMs: workerStuckAfterMs,
      start: (signal, beat) => runWorker(world, signal, beat),
    }));
  const observers = environments
    .filter(({ environment }) => environment.driver === 'observed')
    .map((world): BackgroundTask => ({
      name: `sync observer of ${world.environment.name}`,
      environment: world.environment.name,
      stuckAfterMs: workerStuckAfterMs,
      start: (signal, beat) => runObserver(world, signal, beat),
    }));
  const cleaned = environments.map((world, i) => ({
    world,
    retentions: [
      // All environments share one table of what probes found, and one of notices.
      ...(i === 0
        ? [...statusRetentions(world.database), ...notifyRetentions(world.database)]
        : []),
      ...syncRetentions(world),
      ...indexesRetentions(world, {
        observations: world.keepObservationsDays,
        counts: world.keepCountsDays,
      }),
    ],
  }));
  return [
    ...workers,
    ...observers,
    ...environments.map((world) => contractMonitorTask(world)),
    ...environments.map(listCountTask),
    ...environments.map(probesTask),
    ...environments.slice(0, 1).map((world) =>
      probeSummaryTask(
        world,
        console.environments.map(({ environment }) => environment.name),
      ),
    ),
    noticesTask(console),
    cleanUpTask(cleaned),
    // All environments share one inventory.
    ...environments.slice(0, 1).map(shipInventoryTask),
  ];
}
