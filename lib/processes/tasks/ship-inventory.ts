import { shipEstates, type InventoryWorld } from '#lib/inventory/index.ts';
import type { Log } from '#lib/platform/log.ts';
import { repeatUntilStopped, type BackgroundTask } from './background-tasks.ts';

const stuckAfterMs = 300_000;
const againAfterMs = 15_000;

/** Puts the shipped estates into an inventory that has none of them, once, and then only waits. */
export function shipInventoryTask(world: InventoryWorld & { readonly log: Log }): BackgroundTask {
  return {
    name: 'shipped inventory',
    stuckAfterMs,
    start(signal, beat) {
      const says = 'the inventory is not filled, and tried again';
      const repeating = { signal, beat, log: world.log, says, everyMs: againAfterMs };
      return repeatUntilStopped(repeating, async () => {
        await shipEstates(world);
        // Nothing is to do again.
        return Number.POSITIVE_INFINITY;
      });
    },
  };
}
