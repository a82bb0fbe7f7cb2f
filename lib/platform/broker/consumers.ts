/** What the consumers of all brokers have in common. */
import { backOffMs, type RetryPolicy } from '../../kernel/retry.ts';
import { errorFacts, type Log } from '../log.ts';
import type { Consumer } from './port.ts';
import { createSignal } from './signal.ts';

/** Turns at a queue, one after the other, until it is closed. */
export interface ConsumerLoop {
  /** Aborts when it is closed. */
  readonly closing: AbortSignal;
  isOpen(): boolean;
  isPaused(): boolean;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the wait of the turn that goes on, or else of the next one that waits. */
  wake(): void;
  wait(timeoutMs?: number): Promise<void>;
  /**
   * Resolves after `close`, when the last turn has ended. A turn that fails is logged as `failed`
   * and followed by a growing pause, which nothing but `close` shortens. It stays long while turns
   * succeed between failures: what is lost as soon as it is there would be tried without end.
   */
  run(turn: () => Promise<void>, failed: string): Promise<void>;
  /** Does `work` again and again until it is closed; a failure is logged as `failed`. */
  every(intervalMs: number, work: () => Promise<void>, failed: string): void;
  /** False: it had been closed before. */
  close(): boolean;
}

/** Without the timers' own promises, so that tests can set the clock. */
function pause(ms: number, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    closing.addEventListener('abort', end, { once: true });
    function end(): void {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
      resolve();
    }
  });
}

export function createConsumerLoop(queue: string, outages: RetryPolicy, log: Log): ConsumerLoop {
  const closing = new AbortController();
  const change = createSignal();
  let isPaused = false;
  const isOpen = (): boolean => !closing.signal.aborted;
  const warn = (error: unknown, says: string): void =>
    log.warn({ ...errorFacts(error), queue }, says);

  return {
    closing: closing.signal,
    isOpen,
    isPaused: () => isPaused,
    pause() {
      isPaused = true;
      return Promise.resolve();
    },
    resume() {
      isPaused = false;
      change.raise();
      return Promise.resolve();
    },
    wake: () => change.raise(),
    wait: (timeoutMs) => change.wait(timeoutMs),
    async run(turn, failed) {
      let failures = 0;
      let calmFrom = -Infinity;
      while (isOpen()) {
        try {
          await turn();
        } catch (error) {
          if (!isOpen()) return;
          if (performance.now() > calmFrom) failures = 0;
          warn(error, failed);
          const pauseMs = backOffMs(outages, ++failures);
          calmFrom = performance.now() + pauseMs + outages.maxDelayMs;
          await pause(pauseMs, closing.signal);
        }
      }
    },
    every(intervalMs, work, failed) {
      const timer = setInterval(() => {
        work().catch((error: unknown) => warn(error, failed));
      }, intervalMs);
      closing.signal.addEventListener('abort', () => clearInterval(timer));
    },
    close() {
      if (!isOpen()) return false;
      closing.abort();
      change.raise();
      return true;
    },
  };
}

/** The consumers that a broker has handed out and that have not been closed. */
export interface OpenConsumers<C extends Consumer> extends Iterable<C> {
  /** The same consumer, to be handed out. */
  add(consumer: C): Consumer;
  closeAll(): Promise<void>;
}

export function createOpenConsumers<C extends Consumer>(): OpenConsumers<C> {
  const open = new Set<C>();
  return {
    [Symbol.iterator]: () => open.values(),
    add(consumer) {
      open.add(consumer);
      return {
        ...consumer,
        close() {
          open.delete(consumer);
          return consumer.close();
        },
      };
    },
    async closeAll() {
      await Promise.all([...open].map((consumer) => consumer.close()));
      open.clear();
    },
  };
}
