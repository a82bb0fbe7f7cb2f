/**
 * Detects when a stage stops making progress and when it resumes. Pure: the caller brings the time.
 */
export class StallWatch {
  readonly #afterMs: number;
  #count = -1;
  #since: number;
  #isStalled = false;

  constructor(afterMs: number, nowMs: number) {
    this.#afterMs = afterMs;
    this.#since = nowMs;
  }

  quietMs(nowMs: number): number {
    return nowMs - this.#since;
  }

  /** `count` is anything that grows with progress. Returns a value only at a change. */
  see(count: number, nowMs: number): 'stalled' | 'going' | null {
    if (count !== this.#count) {
      this.#count = count;
      this.#since = nowMs;
      if (!this.#isStalled) return null;
      this.#isStalled = false;
      return 'going';
    }
    if (this.#isStalled || nowMs - this.#since < this.#afterMs) return null;
    this.#isStalled = true;
    return 'stalled';
  }
}
