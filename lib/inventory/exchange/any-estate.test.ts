import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemSnapshot, RelationFrom } from '../changes/snapshot.ts';
import { componentKey, type Fact, type RecordedFact } from '../model.ts';
import { tryImport } from './testing.ts';
import { estatesCsv } from './write-csv.ts';
import { estateYaml } from './write-yaml.ts';
import type { WholeEstate } from './written-estate.ts';

const text = fc
  .oneof(
    fc.constantFrom(
      '3.10',
      'No',
      '007',
      '22:22',
      'None',
      '=1+1',
      "'=1",
      '{ is: none }',
      '- a',
      '#',
    ),
    fc.stringMatching(/^[ \t\n\r'"=+@\-:#&*!|>%`\[\]{},;~?0-9ae＝é]{1,24}$/u),
    fc.string({
      minLength: 1,
      maxLength: 150,
      unit: fc.constantFrom('a', ' ', '\n', ':', 'word '),
    }),
  )
  .filter((one) => one !== '');
const line = fc.constantFrom('Web', '007', 'No', '=x', 'a: b', "it's #1");
const source = fc.constantFrom('D', 'D page 7', 'I', 'I =1');
const note = fc.option(text, { nil: null });

const stated = fc.constantFrom<RecordedFact[]>(
  { state: 'none' },
  { state: 'not-applicable' },
  { state: 'not-recorded' },
);
const recorded = (isList: boolean): fc.Arbitrary<RecordedFact> =>
  fc.oneof(
    stated,
    (isList ? fc.array(text, { minLength: 1, maxLength: 3 }) : text).map((value) => ({
      state: 'value' as const,
      value,
    })),
  );
const fact = (attribute: string): fc.Arbitrary<Fact> =>
  fc.record({
    attribute: fc.constant(attribute),
    recorded: recorded(attribute === 'otherNames'),
    source,
    note,
  });
const facts = fc
  .subarray(['memory', 'version', 'otherNames', 'caveat'])
  .chain((attributes) => fc.tuple(...attributes.map(fact)));

const estate = 'any';
const nothing = {
  estate,
  component: null,
  environment: null,
  profile: null,
  sharedEnvironment: null,
  aliases: [],
  isProduction: false,
  relations: [],
} as const;

const spots = fc.uniqueArray(
  fc.record({
    component: fc.constantFrom('a', 'b', 'c'),
    environment: fc.constantFrom(null, 'LIVE', 'No', '3.10'),
  }),
  {
    selector: ({ component, environment }) => JSON.stringify([component, environment]),
    maxLength: 9,
  },
);

const anyEstate: fc.Arbitrary<WholeEstate> = spots.chain((where) => {
  const keys = where.map(({ component, environment }) =>
    componentKey(estate, component, environment),
  );
  const relation = fc.record({
    kind: fc.constantFrom('depends on', 'runs on'),
    to: keys.length === 0 ? fc.constant('') : fc.constantFrom(...keys),
    source,
    note,
  });
  const relations = fc.uniqueArray<RelationFrom, string>(relation, {
    selector: ({ kind, to }) => kind + to,
    maxLength: keys.length === 0 ? 0 : 3,
  });
  const components = where.map(({ component, environment }, at) =>
    fc
      .record({
        name: line,
        source,
        // Often alike, so that a file folds them.
        facts: fc.oneof(
          facts,
          fc.constant<Fact[]>([
            {
              attribute: 'memory',
              recorded: { state: 'value', value: '6GB' },
              source: 'D',
              note: null,
            },
          ]),
        ),
        relations,
      })
      .map((rest): ItemSnapshot => ({
        ...nothing,
        ...rest,
        key: keys[at] ?? '',
        type: 'component',
        component,
        environment,
        kind: 'server',
        position: 10 + at,
      })),
  );
  const environments = ['LIVE', 'No', '3.10'].map((name, at) =>
    fc
      .record({
        profile: fc.option(line, { nil: null }),
        sharedEnvironment: fc.option(line, { nil: null }),
        aliases: fc.array(line, { maxLength: 2 }),
        isProduction: fc.boolean(),
        source,
      })
      .map((rest): ItemSnapshot => ({
        ...nothing,
        ...rest,
        key: `${estate}@${name}`,
        type: 'environment',
        environment: name,
        kind: 'environment',
        name,
        position: 1 + at,
        facts: [],
      })),
  );
  const own: ItemSnapshot = {
    ...nothing,
    key: estate,
    type: 'estate',
    kind: 'estate',
    name: 'Any: estate',
    position: 0,
    source: 'D',
    facts: [],
  };
  return fc.tuple(...environments, ...components).map((items) => ({
    items: [own, ...items],
    sources: [
      {
        id: 'D',
        title: 'The document: "v1"',
        evidence: 'document',
        asOf: '2017-02-07',
        readOn: '2026-11-26',
      },
      { id: 'I', title: 'No', evidence: 'inference', asOf: null, readOn: '2026-11-26' },
    ],
  }));
});

it.each([
  ['yaml', (whole: WholeEstate) => [...estateYaml(whole)].join('')],
  ['csv', (whole: WholeEstate) => [...estatesCsv([whole])].join('')],
] as const)('gives any estate back from %s as it was', (format, write) => {
  fc.assert(
    fc.property(anyEstate, (whole) => {
      const there = { estates: [whole], items: whole.items };
      expect(tryImport(there, format, write(whole))).toMatchObject({
        complaints: [],
        plan: { items: [], sources: [], kept: [], unchanged: whole.items.length },
      });
    }),
    { numRuns: 200 },
  );
});
