import { AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';

export interface TurnLimits {
  readonly atOnce: number;
  /** Waiting beside those that go on. */
  readonly mostWaiting: number;
  /** Going on and waiting, of one source. */
  readonly mostOfOne: number;
  /** Whoever has waited for so long is told so. */
  readonly longestWaitMs: number;
}

/**
 * `own`: this source has as much there as it may; `all`: there is no place for anybody; `late`: it
 * waited, and its turn did not come.
 */
export type Turn<T> =
  | { readonly isTaken: true; readonly value: T }
  | { readonly isTaken: false; readonly full: 'own' | 'all' | 'late' };

/** Work that costs much: so much of it at once, and a short queue in which nobody takes it all. */
export class Turns {
  readonly #queue: PQueue;
  readonly #limits: TurnLimits;
  readonly #held = new Map<string, number>();

  constructor(limits: TurnLimits) {
    this.#limits = limits;
    this.#queue = new PQueue({ concurrency: limits.atOnce });
  }

  /** How many wait beside those that go on. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Does the work when its turn comes, and rejects as it does; or says that there is no place. */
  async take<T>(source: string, work: () => Promise<T>): Promise<Turn<T>> {
    const held = this.#held.get(source) ?? 0;
    if (held >= this.#limits.mostOfOne) return { isTaken: false, full: 'own' };
    const isBusy = this.#queue.pending >= this.#limits.atOnce;
    if (isBusy && this.#queue.size >= this.#limits.mostWaiting)
      return { isTaken: false, full: 'all' };
    this.#held.set(source, held + 1);
    const wait = new AbortController();
    const timer = setTimeout(() => wait.abort(), this.#limits.longestWaitMs);
    // The queue begins what waited from the end of what went before, in the context of that one.
    const begin = AsyncResource.bind((): Promise<T> => {
      clearTimeout(timer);
      return work();
    });
    try {
      return { isTaken: true, value: await this.#queue.add(begin, { signal: wait.signal }) };
    } catch (error) {
      if (wait.signal.aborted) return { isTaken: false, full: 'late' };
      throw error;
    } finally {
      clearTimeout(timer);
      const left = (this.#held.get(source) ?? 1) - 1;
      if (left === 0) this.#held.delete(source);
      else this.#held.set(source, left);
    }
  }
}
