import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemSnapshot, RelationFrom } from '../changes/snapshot.ts';
import { attributesOf } from '../items.ts';
import { allowedValues, type Attribute } from '../kind.ts';
import { kinds } from '../kinds/all-kinds.ts';
import { componentKey, environmentKey, type Fact, type RecordedFact } from '../model.ts';
import { relationKinds } from '../relation-kinds.ts';
import { tryImport } from './testing.ts';
import { estatesCsv } from './write-csv.ts';
import { estateYaml, estatesYaml } from './write-yaml.ts';
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
      'A text of more than forty characters, in which\n \na line is one blank',
    ),
    fc.stringMatching(/^[ \t\n\r'"=+@\-:#&*!|>%`\[\]{},;~?0-9ae＝é]{1,24}$/u),
    fc.string({
      minLength: 1,
      maxLength: 150,
      size: 'max',
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

function valueOf(attribute: Attribute): fc.Arbitrary<string | string[]> {
  const choices = allowedValues(attribute);
  if (choices !== null) return fc.constantFrom(...choices);
  switch (attribute.type) {
    case 'list':
    case 'steps':
      return fc.array(text, { minLength: 1, maxLength: 3 });
    case 'windows':
      return fc.constant(['MON-FRI 07:30-20:00 Europe/London']);
    case 'whole':
      return fc.constantFrom('007', '8080');
    case 'day':
      return fc.constant('2026-11-26');
    default:
      return text;
  }
}

const factsOf = (item: Pick<ItemSnapshot, 'type' | 'kind'>): fc.Arbitrary<Fact[]> =>
  fc.subarray(Object.entries(attributesOf(item)), { maxLength: 4 }).chain((attributes) =>
    fc.tuple(
      ...attributes.map(([name, attribute]) =>
        fc.record({
          attribute: fc.constant(name),
          recorded: fc.oneof(
            stated,
            valueOf(attribute).map((value) => ({ state: 'value' as const, value })),
          ),
          source,
          note,
        }),
      ),
    ),
  );

const sources: WholeEstate['sources'] = [
  {
    id: 'D',
    title: 'The document: "v1"',
    evidence: 'document',
    asOf: '2017-02-07',
    readOn: '2026-11-26',
  },
  { id: 'I', title: 'No', evidence: 'inference', asOf: null, readOn: '2026-11-26' },
];

const names = ['LIVE', 'No', 'any'];
/** Ids that could be taken for estates, and with an environment after them for that of one. */
const spots = fc.uniqueArray(
  fc.record({
    component: fc.constantFrom('a', 'any', 'other'),
    environment: fc.constantFrom(null, ...names),
  }),
  {
    selector: ({ component, environment }) => JSON.stringify([component, environment]),
    maxLength: 9,
  },
);

type Outline = Pick<
  ItemSnapshot,
  'key' | 'type' | 'estate' | 'component' | 'environment' | 'kind' | 'position'
>;

/** All of an estate but what is said of each. */
const outlinesOf = (estate: string): fc.Arbitrary<Outline[]> =>
  fc
    .tuple(
      spots,
      fc.array(fc.constantFrom(...kinds.map(({ kind }) => kind)), { minLength: 3, maxLength: 3 }),
    )
    .map(([where, kindsHere]) =>
      [
        {
          key: estate,
          type: 'estate' as const,
          estate,
          component: null,
          environment: null,
          kind: 'estate',
        },
        ...names.map((environment) => ({
          key: environmentKey(estate, environment),
          type: 'environment' as const,
          estate,
          component: null,
          environment,
          kind: 'environment',
        })),
        ...where.map(({ component, environment }) => ({
          key: componentKey(estate, component, environment),
          type: 'component' as const,
          estate,
          component,
          environment,
          // Of one id often one kind, so that a file folds them.
          kind: kindsHere[component.length % kindsHere.length] ?? 'server',
        })),
      ].map((outline, position) => ({ ...outline, position })),
    );

const noMore = {
  profile: null,
  sharedEnvironment: null,
  aliases: [],
  isProduction: false,
} as const;

function snapshotOf(outline: Outline, keys: readonly string[]): fc.Arbitrary<ItemSnapshot> {
  const others = keys.filter((key) => key !== outline.key);
  const relation = fc.record({
    kind: fc.constantFrom(...relationKinds.map(({ kind }) => kind)),
    to: fc.constantFrom(...others),
    source,
    note,
  });
  const isEnvironment = outline.type === 'environment';
  return fc
    .record({
      name: isEnvironment ? fc.constant(outline.environment ?? '') : line,
      // What names none has that of its estate.
      source: outline.type === 'estate' ? fc.constant('D') : source,
      facts: fc.oneof(fc.constant<Fact[]>([]), factsOf(outline)),
      relations: fc.uniqueArray<RelationFrom, string>(relation, {
        selector: ({ kind, to }) => kind + to,
        maxLength: 3,
      }),
      more: isEnvironment
        ? fc.record({
            profile: fc.option(line, { nil: null }),
            sharedEnvironment: fc.option(line, { nil: null }),
            aliases: fc.array(line, { maxLength: 2 }),
            isProduction: fc.boolean(),
          })
        : fc.constant(noMore),
    })
    .map(({ more, ...rest }) => ({ ...outline, ...rest, ...more }));
}

const anyEstates: fc.Arbitrary<WholeEstate[]> = fc
  .tuple(outlinesOf('any'), outlinesOf('other'))
  .chain((estates) => {
    const keys = estates.flat().map(({ key }) => key);
    return fc.tuple(
      ...estates.map((outlines) =>
        fc
          .tuple(...outlines.map((outline) => snapshotOf(outline, keys)))
          .map((items) => ({ items, sources })),
      ),
    );
  });

it.each([
  ['yaml', (whole: WholeEstate) => estateYaml(whole), estatesYaml],
  ['csv', (whole: WholeEstate) => estatesCsv([whole]), estatesCsv],
] as const)('gives any estates back from %s as they were', (format, writeOne, writeAll) => {
  fc.assert(
    fc.property(anyEstates, (estates) => {
      const there = { estates, items: estates.flatMap(({ items }) => items) };
      const unchanged = { items: [], sources: [], kept: [] };
      expect(tryImport(there, format, [...writeAll(estates)].join(''))).toMatchObject({
        complaints: [],
        plan: { ...unchanged, unchanged: there.items.length },
      });
      for (const whole of estates)
        expect(tryImport(there, format, [...writeOne(whole)].join(''))).toMatchObject({
          complaints: [],
          plan: { ...unchanged, unchanged: whole.items.length },
        });
    }),
    { numRuns: 100 },
  );
});
