/** What the tests of observed facts are made of. */
import type { RecordedFact } from '../model.ts';
import type { Declared } from './candidates.ts';
import type { Surroundings } from './match.ts';
import type { Observation, ObservationReading, ObservedThing } from './observation.ts';

export function readingOf(reading: ObservationReading): Observation {
  if (reading.observation === null)
    throw new Error(reading.complaints.map(({ says }) => says).join('\n'));
  return reading.observation;
}

export const thing = (
  given: Partial<ObservedThing> & { readonly type: string },
): ObservedThing => ({
  address: `${given.type}.one`,
  previousAddress: null,
  name: 'one',
  names: [],
  hosts: [],
  labels: [],
  image: null,
  planned: null,
  profiles: [],
  attributes: {},
  ...given,
});

let lastId = 0;

export function declared(
  kind: string,
  component: string,
  facts: Readonly<Record<string, string | readonly string[] | RecordedFact>> = {},
  given: Partial<Declared> = {},
): Declared {
  lastId += 1;
  return {
    id: lastId,
    key: `core/${component}@Staging`,
    component,
    kind,
    name: component,
    isOfEnvironment: true,
    facts: new Map(
      Object.entries(facts).map(([attribute, fact]): [string, RecordedFact] => [
        attribute,
        typeof fact === 'string' || !('state' in fact) ? { state: 'value', value: fact } : fact,
      ]),
    ),
    ...given,
  };
}

export const staging: Surroundings = {
  estate: 'core',
  estateTitle: 'CORE',
  environment: 'Staging',
  aliases: ['stage'],
};
