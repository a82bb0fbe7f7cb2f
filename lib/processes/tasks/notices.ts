import { deliverNotices, sendHeartbeat, type NotifyWorld } from '#lib/notify/index.ts';
import { repeatUntilStopped, type BackgroundTask } from './background-tasks.ts';

// Longer than a statement to PostgreSQL may go without an answer.
const stuckAfterMs = 90_000;
const lookEveryMs = 5_000;
const heartbeatEveryMs = 60_000;

/** Tells of what has happened in all environments, by one of all processes. */
export function noticesTask(world: NotifyWorld): BackgroundTask {
  return {
    name: 'notices',
    stuckAfterMs,
    start(signal, beat) {
      let heardAtMs: number | null = null;
      const says = 'notices are not sent, and tried again';
      const repeating = { signal, beat, log: world.log, says, everyMs: lookEveryMs };
      return repeatUntilStopped(repeating, async () => {
        const isOurs = await deliverNotices(world, signal, beat);
        const isDue = heardAtMs === null || performance.now() - heardAtMs >= heartbeatEveryMs;
        // After all that was due: what hangs there is silence too.
        if (isOurs && isDue && (await sendHeartbeat(world))) heardAtMs = performance.now();
        return null;
      });
    },
  };
}
