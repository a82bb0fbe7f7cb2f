import type { Day } from '../sources.ts';

const dayMs = 86_400_000;

/**
 * Days around the day of a run, which keeps what is expected true on any day. The cache is bounded
 * by the span of the population.
 */
export class Calendar {
  readonly #zero: number;
  readonly #days = new Map<number, Day>();

  constructor(readonly asOf: Day) {
    this.#zero = Date.parse(`${asOf}T00:00:00Z`);
  }

  /** `offset` days after the day of the run. */
  day(offset: number): Day {
    const known = this.#days.get(offset);
    if (known !== undefined) return known;
    const made = new Date(this.#zero + offset * dayMs).toISOString().slice(0, 10);
    this.#days.set(offset, made);
    return made;
  }
}
