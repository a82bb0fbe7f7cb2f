import type { Broker, Consumer, Delivery, Route } from '#lib/platform/broker/port.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import { HeldMessages } from './held-messages.ts';
import type { MessageOwners } from './message-owner.ts';

type Acknowledge = (deliveries: readonly Delivery[]) => Promise<void>;

export interface ConsumeOwnOptions {
  /** Messages of ours handed out and not yet acknowledged, at most. */
  readonly prefetch: number;
  readonly batchSize: number;
  /** Messages of others that are held beside those, by each subscription. */
  readonly heldAtMost: number;
  readonly owners: MessageOwners;
  /** Ensured again when the queue has vanished. */
  readonly routes?: readonly Route[];
  readonly log: Log;
}

export interface OwnConsumer {
  /**
   * More messages of others than can be held lie before what we wait for, and nobody takes them.
   */
  readonly isBlocked: boolean;
  /** Consumers of the queue that are this one's. */
  readonly subscriptions: number;
  /**
   * Whether nothing of ours is left in the queue; null where its broker does not say what others
   * hold.
   */
  isDrained(): Promise<boolean | null>;
  close(): Promise<void>;
}

// A broker hands out the oldest first: behind a long backlog of an environment that is away, our
// messages come only while all of it is held.
const subscriptionsAtMost = 10;
// Longer than another console holds a message of ours.
const sharedForMs = 5_000;

/**
 * Consumes a queue that other environments may use too. Messages of their runs are never handed out
 * and never acknowledged: they go back to the queue after a pause (`HeldMessages`), except those of
 * runs that are known to have ended, for which nobody waits.
 */
export async function consumeOwn(
  broker: Broker,
  queue: string,
  options: ConsumeOwnOptions,
  onBatch: (deliveries: readonly Delivery[], acknowledge: Acknowledge) => Promise<void>,
): Promise<OwnConsumer> {
  const { prefetch, batchSize, heldAtMost, owners, routes, log } = options;
  const consumers: Consumer[] = [];
  const held = new HeldMessages(heldAtMost, log);
  let opening: Promise<void> | null = null;
  let othersAt = -Infinity;
  let isClosed = false;

  async function subscribe(own: number): Promise<void> {
    const consuming: Promise<Consumer> = broker.consume(
      queue,
      { prefetch: own + heldAtMost, batchSize, ...(routes && { routes }) },
      async (deliveries) => {
        const consumer = await consuming;
        const { ours, ended, theirs } = await owners.sort(deliveries);
        if (theirs.length > 0) othersAt = performance.now();
        held.add(consumer, theirs);
        if (held.isFull && held.isStuck) addSubscription();
        if (ended.length > 0) await consumer.acknowledge(ended);
        if (ours.length > 0) await onBatch(ours, (taken) => consumer.acknowledge(taken));
      },
    );
    const consumer = await consuming;
    if (isClosed) return consumer.close();
    consumers.push(consumer);
    held.addConsumer(consumer);
  }

  function addSubscription(): void {
    if (isClosed || opening !== null || consumers.length >= subscriptionsAtMost) return;
    log.warn({ queue }, 'messages of other environments that nobody takes lie in this queue');
    opening = subscribe(batchSize)
      .catch((error: unknown) => log.warn({ queue, ...errorFacts(error) }, 'subscribing failed'))
      .finally(() => {
        opening = null;
      });
  }

  await subscribe(prefetch);
  return {
    get isBlocked() {
      return consumers.length >= subscriptionsAtMost && held.isFull && held.isStuck;
    },
    get subscriptions() {
      return consumers.length + (opening === null ? 0 : 1);
    },
    async isDrained() {
      // With others in it a queue is never empty; what is ours gets through between them.
      if (performance.now() - othersAt < sharedForMs) return !held.isFull;
      const { ready, unacknowledged } = await broker.depth(queue);
      if (ready > 0) return false;
      return unacknowledged === null ? null : unacknowledged === 0;
    },
    async close() {
      isClosed = true;
      held.close();
      await opening;
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
}
