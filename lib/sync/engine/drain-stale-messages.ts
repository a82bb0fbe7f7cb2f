import type { Broker } from '#lib/platform/broker/port.ts';
import { consumeOwn, type ConsumeOwnOptions, type OwnConsumer } from './consume-own.ts';
import { tick } from './pace.ts';

/**
 * Polls a queue until it has been empty for `quietMs`, as far as its broker knows.
 */
export class QuietQueue {
  readonly #consumer: Pick<OwnConsumer, 'isDrained'>;
  #emptySince: number | null = null;

  constructor(consumer: Pick<OwnConsumer, 'isDrained'>) {
    this.#consumer = consumer;
  }

  /** Something has arrived: the silence begins anew. */
  disturb(): void {
    this.#emptySince = null;
  }

  async hasBeenQuietFor(quietMs: number): Promise<boolean> {
    if (await this.#consumer.isDrained()) this.#emptySince ??= performance.now();
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
 * one: such messages carry nothing that tells them apart. What is of another environment stays.
 */
export async function drain(
  broker: Broker,
  queue: string,
  options: Pick<ConsumeOwnOptions, 'owners' | 'log'>,
  isEnd: (body: string) => boolean,
  pace: { readonly tickMs: number; readonly quietMs: number },
  signal: AbortSignal,
): Promise<Drained> {
  const drained = { messages: 0, ends: 0 };
  let isDisturbed = false;
  const consumer = await consumeOwn(
    broker,
    queue,
    { ...options, prefetch: 1_000, batchSize: 500, heldAtMost: 1_000 },
    async (deliveries, acknowledge) => {
      isDisturbed = true;
      for (const delivery of deliveries) {
        if (isEnd(delivery.body)) drained.ends++;
        else drained.messages++;
      }
      await acknowledge(deliveries);
    },
  );
  const quiet = new QuietQueue(consumer);
  const hasBeenQuiet = (): Promise<boolean> => {
    if (isDisturbed) quiet.disturb();
    isDisturbed = false;
    return quiet.hasBeenQuietFor(pace.quietMs);
  };
  try {
    while (!(await hasBeenQuiet())) await tick(pace.tickMs, signal);
  } finally {
    await consumer.close();
  }
  return drained;
}
