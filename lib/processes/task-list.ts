import { runWorker } from '#lib/sync/index.ts';
import type { BackgroundTask } from './background-tasks.ts';
import type { EnvironmentWorld } from './compose.ts';

// Longer than a statement to PostgreSQL may go without an answer.
const workerStuckAfterMs = 90_000;

/** What this process does beside answering, one sync worker for each environment that it serves. */
export function tasksOf(environments: readonly EnvironmentWorld[]): readonly BackgroundTask[] {
  return environments
    .filter(({ environment }) => environment.driver === 'managed')
    .map((world) => ({
      name: `sync worker of ${world.environment.name}`,
      stuckAfterMs: workerStuckAfterMs,
      start: (signal, beat) => runWorker(world, signal, beat),
    }));
}
