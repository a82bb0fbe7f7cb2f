import { errorFacts, type Log } from '#lib/platform/log.ts';
import type { Consumer, Delivery } from '#lib/platform/broker/port.ts';
import { tick } from './pace.ts';

const shortestMs = 50;
const longestMs = 2_000;
const stuckFromMs = 400;
// Longer than an idle consumer of the tables waits before it looks again.
const longestLeftMs = 700;

/**
 * Messages that must not be acted on here, on their way back to the queue. A requeued message goes
 * to its front, and at once to whoever has capacity: so the consumers of this process receive
 * nothing for a moment after they have given messages back. They hold them briefly while somebody
 * takes them, and hold them and leave them alone for longer while they only come back.
 */
export class HeldMessages {
  readonly #atMost: number;
  readonly #log: Log;
  readonly #held = new Map<Consumer, Delivery[]>();
  readonly #closing = new AbortController();
  #isWaiting = false;
  #markFull: () => void = () => undefined;
  #size = 0;
  #pauseMs = shortestMs;
  #requeued = 0;
  #cameBack = 0;

  /** At most so many for each consumer; more only as far as they had been sent before it paused. */
  constructor(atMost: number, log: Log) {
    this.#atMost = atMost;
    this.#log = log;
  }

  get isFull(): boolean {
    return this.#size >= this.#atMost * Math.max(1, this.#held.size);
  }

  /** Nobody takes what is requeued: it has come back again and again. */
  get isStuck(): boolean {
    return this.#pauseMs >= stuckFromMs;
  }

  addConsumer(consumer: Consumer): void {
    if (!this.#held.has(consumer)) this.#held.set(consumer, []);
  }

  add(consumer: Consumer, deliveries: readonly Delivery[]): void {
    if (deliveries.length === 0 || this.#closing.signal.aborted) return;
    this.addConsumer(consumer);
    this.#held.get(consumer)?.push(...deliveries);
    this.#size += deliveries.length;
    this.#cameBack += deliveries.filter((delivery) => delivery.redelivered).length;
    if (this.isFull) this.#markFull();
    if (!this.#isWaiting) void this.#giveBackAll();
  }

  /** Requeues nothing more: consumers that close give back what they have. */
  close(): void {
    this.#closing.abort();
  }

  async #giveBackAll(): Promise<void> {
    this.#isWaiting = true;
    while (this.#size > 0 && !this.#closing.signal.aborted) {
      try {
        await this.#giveBack();
      } catch (error) {
        if (this.#closing.signal.aborted) break;
        this.#log.warn(errorFacts(error), 'messages of other environments could not be requeued');
        await this.#wait(longestMs).catch(() => undefined);
      }
    }
    this.#isWaiting = false;
  }

  async #giveBack(): Promise<void> {
    const whenFull = new Promise<void>((resolve) => (this.#markFull = resolve));
    if (!this.isFull || this.isStuck)
      await this.#wait(this.#pauseMs, this.isStuck ? undefined : whenFull);
    const isWantedByNobody = this.#requeued > 0 && this.#cameBack * 4 >= this.#requeued * 3;
    this.#pauseMs = isWantedByNobody ? Math.min(longestMs, this.#pauseMs * 2) : shortestMs;
    const leftMs = Math.min(this.#pauseMs, longestLeftMs);
    this.#requeued = this.#size;
    this.#cameBack = 0;
    const consumers = [...this.#held.keys()];
    await Promise.all(consumers.map((consumer) => consumer.pause()));
    try {
      for (const consumer of consumers) await this.#requeue(consumer);
      await this.#wait(leftMs);
    } finally {
      await Promise.all(consumers.map((consumer) => consumer.resume()));
    }
  }

  async #requeue(consumer: Consumer): Promise<void> {
    const deliveries = this.#held.get(consumer) ?? [];
    this.#held.set(consumer, []);
    this.#size -= deliveries.length;
    try {
      await consumer.requeue(deliveries);
    } catch (error) {
      this.#held.get(consumer)?.push(...deliveries);
      this.#size += deliveries.length;
      throw error;
    }
  }

  /** Two consoles that refuse each other's messages in step would never get their own. */
  async #wait(aboutMs: number, whenFull?: Promise<void>): Promise<void> {
    await tick(aboutMs * (0.5 + Math.random()), this.#closing.signal, whenFull);
  }
}
