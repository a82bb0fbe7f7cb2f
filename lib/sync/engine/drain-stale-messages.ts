import type { DataStage } from '../pipeline.ts';
import { consumeOwn } from './consume-own.ts';
import type { MessageOwners } from './message-owner.ts';
import { notProven } from './not-proven.ts';
import { tick } from './pace.ts';
import { SoleConsumer } from './sole-consumer.ts';
import type { StageContext } from './stage-context.ts';

/** Measures for how long a queue has been empty without a break. */
export class QuietQueue {
  readonly #isEmpty: () => Promise<boolean>;
  #emptySince: number | null = null;

  constructor(isEmpty: () => Promise<boolean>) {
    this.#isEmpty = isEmpty;
  }

  /** Something has arrived: the silence begins anew. */
  disturb(): void {
    this.#emptySince = null;
  }

  async hasBeenQuietFor(quietMs: number): Promise<boolean> {
    if (await this.#isEmpty()) this.#emptySince ??= performance.now();
    else this.#emptySince = null;
    return this.#emptySince !== null && performance.now() - this.#emptySince >= quietMs;
  }
}

export interface Drained {
  readonly messages: number;
  readonly ends: number;
}

/**
 * Empties the queue of a participant that is not ours before it is asked to send. What lies there
 * was sent for an earlier order, whose records and end marker would be taken for those of the new
 * one: such messages carry nothing that tells them apart. What is of another environment stays, and
 * a queue that has such messages is no queue for a participant that counts nothing.
 */
export async function drain(
  driving: StageContext,
  stage: DataStage,
  queue: string,
  owners: MessageOwners,
): Promise<Drained> {
  const { world, signal } = driving;
  const { pace, log } = world;
  const drained = { messages: 0, ends: 0 };
  let isDisturbed = false;
  let lastMessageAt = performance.now();
  const consumer = await consumeOwn(
    world.brokers[stage.data.channel],
    queue,
    { owners, log, prefetch: 1_000, batchSize: 500, heldAtMost: 1_000 },
    async (deliveries, acknowledge) => {
      isDisturbed = true;
      for (const delivery of deliveries) {
        if (stage.read(delivery.body).kind === 'end') drained.ends++;
        else drained.messages++;
      }
      await acknowledge(deliveries);
    },
  );
  const sole = new SoleConsumer(driving, stage, queue);
  const quiet = new QuietQueue(() => sole.isEmpty(consumer.subscriptions));
  const hasBeenQuiet = (): Promise<boolean> => {
    if (isDisturbed) {
      quiet.disturb();
      lastMessageAt = performance.now();
    }
    isDisturbed = false;
    return quiet.hasBeenQuietFor(pace.quietMs);
  };
  try {
    while (!(await hasBeenQuiet())) {
      if (performance.now() - lastMessageAt > pace.quietMs + pace.exclusiveWithinMs) {
        notProven(
          stage,
          `Messages lie on its queue ${queue} that are not this run’s, and nobody takes them. ` +
            `“${stage.participant}” was not asked to send.`,
        );
      }
      await tick(pace.tickMs, signal);
    }
  } finally {
    await consumer.close();
  }
  return drained;
}
