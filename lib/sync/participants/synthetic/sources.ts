/**
 * The participants' sources over the synthetic population: what runs when nothing is configured.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConnectionSource, RecommendationSource, TcsSource } from '../sources.ts';
import { Population, type PopulationSize } from './population.ts';

const pageSize = 1_000;

/**
 * A page is made in one go; the turn between two pages lets everything else in the process live.
 */
async function* inPages<P, T>(
  positions: Iterable<P>,
  make: (position: P) => T | null,
): AsyncGenerator<readonly T[]> {
  let page: T[] = [];
  for (const position of positions) {
    const made = make(position);
    if (made !== null) page.push(made);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
    await nextTurn();
  }
  if (page.length > 0) yield page;
}

function* upTo(end: number): Generator<number> {
  for (let position = 0; position < end; position++) yield position;
}

const alwaysThere = { ping: () => Promise.resolve(), close: () => Promise.resolve() };

export function syntheticTcs(size: PopulationSize): TcsSource {
  return {
    ...alwaysThere,
    isSynthetic: true,
    countTrainees: (asOf) => Promise.resolve(new Population(size, asOf).countTrainees()),
    people(asOf) {
      const population = new Population(size, asOf);
      return inPages(upTo(population.trainees), (position) => population.trainee(position).person);
    },
  };
}

export function syntheticRecommendation(size: PopulationSize): RecommendationSource {
  return {
    ...alwaysThere,
    isSynthetic: true,
    countDoctors: (asOf) => Promise.resolve(new Population(size, asOf).countDoctors()),
    doctors(asOf) {
      const population = new Population(size, asOf);
      return inPages(
        population.byNumber(),
        (position) => population.doctor(position)?.doctor ?? null,
      );
    },
  };
}

export function syntheticConnection(size: PopulationSize): ConnectionSource {
  return {
    ...alwaysThere,
    exceptions(asOf) {
      const population = new Population(size, asOf);
      return inPages(population.byNumber(), (position) => population.exception(position));
    },
  };
}
