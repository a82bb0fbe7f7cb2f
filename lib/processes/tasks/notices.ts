import { deliverNotices, type NotifyWorld } from '#lib/notify/index.ts';
import { repeatUntilStopped, type BackgroundTask } from './background-tasks.ts';

// Longer than a statement to PostgreSQL may go without an answer.
const stuckAfterMs = 90_000;
const lookEveryMs = 5_000;

/** Tells of what has happened in all environments, by one of all processes. */
export function noticesTask(world: NotifyWorld): BackgroundTask {
  return {
    name: 'notices',
    stuckAfterMs,
    start(signal, beat) {
      const says = 'notices are not sent, and tried again';
      const repeating = { signal, beat, log: world.log, says, everyMs: lookEveryMs };
      return repeatUntilStopped(repeating, async () => {
        await deliverNotices(world, signal, beat);
        return null;
      });
    },
  };
}
