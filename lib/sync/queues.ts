import { createCache } from '#lib/kernel/cache.ts';
import type { QueueDepth } from '#lib/platform/broker/port.ts';
import type { QueueView } from './model.ts';
import type { Channel, Pipeline } from './pipeline.ts';
import type { SyncWorld } from './world.ts';

const depths = createCache<SyncWorld, QueueDepth>({ freshForMs: 4_000, isShownWhileRead: true });

/** More than a broker that is well needs; the page waits no longer for one that is not. */
const depthWithinMs = 500;

/** The queues of a pipeline in the order of its stages, each with its channel. */
export function queuesOf(
  pipeline: Pipeline,
): { readonly channel: Channel; readonly queue: string }[] {
  return pipeline.stages.flatMap((stage) => {
    if (stage.kind === 'data') {
      return [
        ...stage.start.route.queues.map((queue) => ({ channel: 'amqp' as const, queue })),
        ...stage.data.route.queues.map((queue) => ({ channel: stage.data.channel, queue })),
      ];
    }
    if (stage.kind === 'observed')
      return stage.queues.map((queue) => ({ channel: 'amqp' as const, queue }));
    return stage.kind === 'derived'
      ? stage.derivations.map(({ queue }) => ({ channel: 'amqp' as const, queue }))
      : [];
  });
}

/** Depths as this process last saw them: one question a queue for all viewers. */
export async function viewQueues(world: SyncWorld, pipeline: Pipeline): Promise<QueueView[]> {
  return Promise.all(
    queuesOf(pipeline).map(async ({ channel, queue }): Promise<QueueView> => {
      const { value, asOf, failedSince } = await depths.get(world, `${channel} ${queue}`, {
        read: () => world.brokers[channel].depth(queue),
        now: () => world.clock.now(),
        withinMs: depthWithinMs,
      });
      return {
        queue,
        ready: value?.ready ?? null,
        unacknowledged: value?.unacknowledged ?? null,
        consumers: value?.consumers ?? null,
        asOf: asOf?.toISOString() ?? null,
        failedSince: failedSince?.toISOString() ?? null,
      };
    }),
  );
}
