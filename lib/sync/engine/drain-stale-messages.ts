import type { Broker, Consumer } from '#lib/platform/broker/port.ts';
import { tick } from './tick.ts';

/**
 * Asks a queue again and again until it has been empty for `quietMs`, as far as its broker can
 * tell.
 */
export class QuietQueue {
  readonly #broker: Broker;
  readonly #queue: string;
  #emptySince: number | null = null;

  constructor(broker: Broker, queue: string) {
    this.#broker = broker;
    this.#queue = queue;
  }

  /** Something has arrived: the silence begins anew. */
  disturb(): void {
    this.#emptySince = null;
  }

  async hasBeenQuietFor(quietMs: number): Promise<boolean> {
    const { ready, unacknowledged } = await this.#broker.depth(this.#queue);
    if (ready > 0 || (unacknowledged ?? 0) > 0) this.#emptySince = null;
    else this.#emptySince ??= performance.now();
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
 * one: such messages carry nothing that tells them apart.
 */
export async function drain(
  broker: Broker,
  queue: string,
  isEnd: (body: string) => boolean,
  pace: { readonly tickMs: number; readonly quietMs: number },
  signal: AbortSignal,
): Promise<Drained> {
  const drained = { messages: 0, ends: 0 };
  const quiet = new QuietQueue(broker, queue);
  const consuming: Promise<Consumer> = broker.consume(
    queue,
    { prefetch: 1_000, batchSize: 500 },
    async (deliveries) => {
      quiet.disturb();
      for (const delivery of deliveries) {
        if (isEnd(delivery.body)) drained.ends++;
        else drained.messages++;
      }
      await (await consuming).acknowledge(deliveries);
    },
  );
  const consumer = await consuming;
  try {
    while (!(await quiet.hasBeenQuietFor(pace.quietMs))) await tick(pace.tickMs, signal);
  } finally {
    await consumer.close();
  }
  return drained;
}
