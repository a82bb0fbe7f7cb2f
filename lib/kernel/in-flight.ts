/**
 * Work that goes on side by side, at most so much at once. The first failure is kept, and nothing
 * is started after it.
 */
export class InFlight {
  readonly #atOnce: number;
  readonly #running = new Set<Promise<void>>();
  #failure: Error | null = null;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  get size(): number {
    return this.#running.size;
  }

  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /**
   * Starts the work and resolves when there is capacity for more; after a failure it does neither
   * start nor wait. Failures show in `throwIfFailed` and `settle`.
   */
  async add(work: () => Promise<void>, whenEnded?: () => void): Promise<void> {
    if (this.hasFailed) return;
    const running = work()
      .catch((error: unknown) => {
        this.#failure ??=
          error instanceof Error ? error : new Error('a piece of work failed', { cause: error });
      })
      .finally(() => {
        this.#running.delete(running);
        whenEnded?.();
      });
    this.#running.add(running);
    while (this.#running.size >= this.#atOnce) await Promise.race(this.#running);
  }

  /** Resolves when nothing runs any more; throws the first failure. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
    this.throwIfFailed();
  }
}
