import { backOffMs, type RetryPolicy } from '../../kernel/retry.ts';
import { errorFacts, type Log } from '../log.ts';
import type { Delivery } from './port.ts';
import { createSignal } from './signal.ts';

const failedBatches: RetryPolicy = { attempts: Infinity, firstDelayMs: 100, maxDelayMs: 10_000 };

export interface Handout {
  push(deliveries: readonly Delivery[]): void;
  /**
   * Drops what has arrived and has not been handed out: its broker connection is gone and it will
   * be delivered again.
   */
  clear(): void;
  /**
   * Hands out nothing more. A running call of `onBatch` is not waited for: it may be the one that
   * closes.
   */
  close(): void;
}

/**
 * Turns arrivals into batches: never two calls of `onBatch` at once; a rejected one is requeued and
 * followed by a growing pause.
 */
export function createHandout(options: {
  readonly batchSize: number;
  /** How long a batch that is not full waits for more, in milliseconds. */
  readonly lingerMs: number;
  readonly onBatch: (deliveries: readonly Delivery[]) => Promise<void>;
  readonly requeue: (deliveries: readonly Delivery[]) => Promise<void>;
  readonly log: Log;
}): Handout {
  const waiting: Delivery[] = [];
  let isClosed = false;
  const arrival = createSignal();

  const isOpen = (): boolean => !isClosed;

  async function hand(batch: readonly Delivery[]): Promise<boolean> {
    try {
      await options.onBatch(batch);
      return true;
    } catch (error) {
      options.log.warn(
        { ...errorFacts(error), queue: batch[0]?.queue, messages: batch.length },
        'A batch failed and goes back to its queue',
      );
      await options.requeue(batch).catch((failure: unknown) => {
        options.log.warn(
          errorFacts(failure),
          'A failed batch could not be handed back; it comes back when its claim lapses',
        );
      });
      return false;
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (isOpen()) {
      if (waiting.length === 0) await arrival.wait();
      if (waiting.length < options.batchSize && options.lingerMs > 0) {
        const fullBy = performance.now() + options.lingerMs;
        for (
          let leftMs = options.lingerMs;
          leftMs > 0 && waiting.length < options.batchSize && isOpen();
          leftMs = fullBy - performance.now()
        ) {
          await arrival.wait(leftMs);
        }
      }
      if (!isOpen() || waiting.length === 0) continue;
      const batch = waiting.splice(0, options.batchSize);
      failures = (await hand(batch)) ? 0 : failures + 1;
      if (failures === 0) continue;
      const resumeAt = performance.now() + backOffMs(failedBatches, failures);
      for (let leftMs = 1; isOpen() && leftMs > 0; leftMs = resumeAt - performance.now())
        await arrival.wait(leftMs);
    }
  }
  void run();

  return {
    push(deliveries) {
      if (isClosed) return;
      for (const delivery of deliveries) waiting.push(delivery);
      arrival.raise();
    },
    clear() {
      waiting.length = 0;
    },
    close() {
      isClosed = true;
      waiting.length = 0;
      arrival.raise();
    },
  };
}
