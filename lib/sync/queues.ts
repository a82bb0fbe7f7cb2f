import { createCache, type Cached } from '#lib/kernel/cache.ts';
import type { QueueDepth } from '#lib/platform/broker/port.ts';
import type { QueueView } from './model.ts';
import type { Channel, Pipeline } from './pipeline.ts';
import type { SyncWorld } from './world.ts';

const freshMs = 4_000;
interface Shared {
  get(): Promise<Cached<QueueDepth>>;
}

const shared = new WeakMap<SyncWorld, Map<string, Shared>>();

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
    return stage.kind === 'derived'
      ? stage.derivations.map(({ queue }) => ({ channel: 'amqp' as const, queue }))
      : [];
  });
}

/** Depths as this process last saw them: one question a queue for all viewers. */
export async function viewQueues(world: SyncWorld, pipeline: Pipeline): Promise<QueueView[]> {
  const own = shared.get(world) ?? new Map<string, Shared>();
  shared.set(world, own);
  return Promise.all(
    queuesOf(pipeline).map(async ({ channel, queue }): Promise<QueueView> => {
      const key = `${channel} ${queue}`;
      const depth =
        own.get(key) ??
        createCache(
          () => world.brokers[channel].depth(queue),
          freshMs,
          () => world.clock.now(),
          { isShownWhileRead: true },
        );
      own.set(key, depth);
      const { value, asOf, failedSince } = await depth.get();
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
