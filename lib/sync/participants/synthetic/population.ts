/**
 * A deterministic population shaped by the rules: everyone can be made again from size, seed and
 * position, so nothing is held in memory. It knows nothing of the product's rules: what is expected
 * of a person is written down where the person is made.
 */
import { mostTrainees } from './numbers.ts';
import type { ConnectionException, Day } from '../sources.ts';
import { Calendar } from './calendar.ts';
import {
  doctorFateOf,
  exceptionLogsOf,
  makeDoctor,
  type ExceptionLog,
  type MadeDoctor,
} from './doctor.ts';
import { Numbers } from './numbers.ts';
import { fateOf } from './traits.ts';
import { makeTrainee, type MadeTrainee } from './trainee.ts';

export interface PopulationSize {
  /** People of TCS, 1 to `mostTrainees` (`SYNTHETIC_TRAINEES`). */
  readonly trainees: number;
  readonly seed: number;
}

export class Population {
  readonly trainees: number;
  readonly seed: number;
  /** Trainees first, then doctors who are nobody's trainee: one in ten. */
  readonly positions: number;
  readonly numbers: Numbers;
  readonly #calendar: Calendar;

  constructor(size: PopulationSize, asOf: Day) {
    if (!Number.isInteger(size.trainees) || size.trainees < 1 || size.trainees > mostTrainees) {
      throw new RangeError(`a synthetic population has 1 to ${mostTrainees} trainees`);
    }
    this.trainees = size.trainees;
    this.seed = Math.trunc(size.seed);
    this.positions = size.trainees + Math.ceil(size.trainees / 10);
    this.numbers = new Numbers(this.positions, this.seed);
    this.#calendar = new Calendar(asOf);
  }

  /** `position` from 0 to `trainees - 1`; person ids ascend with it. */
  trainee(position: number): MadeTrainee {
    return makeTrainee(this.seed, position, this.#calendar, this.numbers);
  }

  /** The doctor at a position from 0 to `positions - 1`, or null where there is none. */
  doctor(position: number): MadeDoctor | null {
    const fate = doctorFateOf(this.seed, position, this.trainees);
    return fate === 'none'
      ? null
      : makeDoctor(this.seed, position, this.trainees, fate, this.#calendar, this.numbers);
  }

  /** Those who have a usable number and are nobody's stand-in. */
  countTrainees(): number {
    let count = 0;
    for (let position = 0; position < this.trainees; position++) {
      const { is } = fateOf(position);
      if (is === 'trainee' || is === 'conflict') count++;
    }
    return count;
  }

  countDoctors(): number {
    let count = 0;
    for (let position = 0; position < this.positions; position++)
      if (doctorFateOf(this.seed, position, this.trainees) !== 'none') count++;
    return count;
  }

  exceptionLogs(position: number): readonly ExceptionLog[] {
    return exceptionLogsOf(this.seed, position);
  }

  exception(position: number): ConnectionException | null {
    const newest = this.exceptionLogs(position).at(-1);
    return newest === undefined
      ? null
      : { gmcNumber: this.numbers.of(position), errorMessage: newest.message };
  }

  /** Every position once, ascending by GMC number. */
  *byNumber(): Generator<number> {
    for (let rank = 0; rank < this.positions; rank++) yield this.numbers.positionAt(rank);
  }

  day(offset: number): Day {
    return this.#calendar.day(offset);
  }
}
