import PQueue from 'p-queue';

/**
 * Work that goes on side by side, at most so much at once. The first failure is kept, and nothing
 * is started after it. `whenEnded` is called after each piece, when `size` no longer counts it.
 */
export class InFlight {
  readonly #queue: PQueue;
  #failure: Error | null = null;

  constructor(atOnce: number, whenEnded: () => void = () => undefined) {
    this.#queue = new PQueue({ concurrency: atOnce });
    this.#queue.on('next', whenEnded);
  }

  /** Pieces that go on or wait to be started. */
  get size(): number {
    return this.#queue.pending + this.#queue.size;
  }

  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /**
   * Resolves when the work has been started: whoever waits for that holds one piece beyond those
   * that go on. After a failure it does neither start nor wait. Failures show in `throwIfFailed`
   * and `settle`.
   */
  async add(work: () => Promise<void>): Promise<void> {
    if (this.hasFailed) return;
    void this.#queue.add(async () => {
      if (this.hasFailed) return;
      try {
        await work();
      } catch (error) {
        this.#failure ??=
          error instanceof Error ? error : new Error('a piece of work failed', { cause: error });
      }
    });
    await this.#queue.onSizeLessThan(1);
  }

  /** Resolves when nothing goes on any more; throws the first failure. */
  async settle(): Promise<void> {
    await this.#queue.onIdle();
    this.throwIfFailed();
  }
}
