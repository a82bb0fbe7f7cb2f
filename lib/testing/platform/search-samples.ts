/** Fields, random documents and random conditions for the conformance suite of the search side. */
import fc from 'fast-check';
import {
  all,
  and,
  anyOfNested,
  differs,
  equals,
  isIn,
  missing,
  not,
  or,
  prefix,
  range,
  type Condition,
  type Scalar,
} from '#lib/platform/search/conditions.ts';
import type { Document, FieldMapping, Json } from '#lib/platform/search/port.ts';

export const sampleFields: Readonly<Record<string, FieldMapping>> = {
  key: { type: 'text', keyword: true, fielddata: true },
  tcsDesignatedBody: { type: 'text', keyword: true, fielddata: false },
  designatedBody: { type: 'text', keyword: true, fielddata: false },
  notes: { type: 'text', keyword: false, fielddata: false },
  kind: { type: 'keyword' },
  personId: { type: 'long' },
  existsInGmc: { type: 'boolean' },
  day: { type: 'date', format: 'uuuu-MM-dd' },
  seenAt: { type: 'date', format: "uuuu-MM-dd'T'HH:mm:ss.SSS" },
  hidden: {
    type: 'nested',
    fields: {
      code: { type: 'text', keyword: true, fielddata: false },
      rank: { type: 'long' },
      on: { type: 'date', format: 'uuuu-MM-dd' },
    },
  },
};

const texts = [
  '1-AIIDR8',
  '1-aiidr8',
  '1-AIIDWA',
  'É l’Hôpital',
  'o\'Brien "x" \\ %_',
  '',
  ' ',
  'a b',
  '𝔘nicode',
  'ﬁ',
];
const numbers = [-5, 0, 1, 2, 10, 9_007_199_254_740_991];
const days = ['2024-02-29', '2025-01-01', '2025-12-31', '2026-06-15'];
const moments = ['2025-01-01T00:00:00.000', '2025-01-01T23:59:59.999', '2025-12-31T12:30:00.001'];

type Kind = 'text' | 'number' | 'boolean' | 'day' | 'moment';
const pools: Readonly<Record<Kind, readonly Scalar[]>> = {
  text: texts,
  number: numbers,
  boolean: [true, false],
  day: days,
  moment: moments,
};
const kinds: Readonly<Record<string, Kind>> = {
  tcsDesignatedBody: 'text',
  designatedBody: 'text',
  kind: 'text',
  personId: 'number',
  existsInGmc: 'boolean',
  day: 'day',
  seenAt: 'moment',
};
const nestedKinds: Readonly<Record<string, Kind>> = { code: 'text', rank: 'number', on: 'day' };

const scalarOf = (kind: Kind): fc.Arbitrary<Scalar> => fc.constantFrom(...pools[kind]);

// Absent, null, empty, one value, several: all that a source can say about a field.
const valueOf = (kind: Kind): fc.Arbitrary<Json | undefined> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom<Json>(null, []) },
    { weight: 6, arbitrary: scalarOf(kind) },
    { weight: 1, arbitrary: fc.array(scalarOf(kind), { minLength: 1, maxLength: 3 }) },
  );

const objectOf = (fields: Readonly<Record<string, Kind>>): fc.Arbitrary<Document> =>
  fc
    .tuple(
      ...Object.entries(fields).map(([field, kind]) =>
        valueOf(kind).map((value) => [field, value] as const),
      ),
    )
    .map((entries) => {
      const present = entries.flatMap(([field, value]) =>
        value === undefined ? [] : [[field, value] as const],
      );
      return Object.fromEntries(present);
    });

export const sampleDocument: fc.Arbitrary<Document> = fc
  .tuple(
    objectOf(kinds),
    fc.option(fc.array(objectOf(nestedKinds), { maxLength: 3 }), { nil: undefined }),
  )
  .map(([document, hidden]) => (hidden === undefined ? document : { ...document, hidden }));

function leafOf(fields: Readonly<Record<string, Kind>>): fc.Arbitrary<Condition> {
  const field = fc.constantFrom(...Object.entries(fields));
  const ranged = field.filter(([, kind]) => kind !== 'boolean');
  const textual = field.filter(([, kind]) => kind === 'text');
  return fc.oneof(
    fc.constant(all),
    field.chain(([name, kind]) => scalarOf(kind).map((value) => equals(name, value))),
    field.chain(([name, kind]) =>
      fc.array(scalarOf(kind), { maxLength: 3 }).map((values) => isIn(name, values)),
    ),
    field.map(([name]) => missing(name)),
    ranged.chain(([name, kind]) =>
      fc
        .tuple(
          scalarOf(kind),
          scalarOf(kind),
          fc.constantFrom('gte', 'gt'),
          fc.constantFrom('lte', 'lt'),
          fc.constantFrom('low', 'high', 'both'),
        )
        .map(([low, high, from, to, used]) =>
          range(name, {
            ...(used === 'high' ? {} : { [from]: low }),
            ...(used === 'low' ? {} : { [to]: high }),
          }),
        ),
    ),
    textual.chain(([name]) =>
      fc
        .constantFrom('1-', '1-A', '1-aiidr8', 'É', 'é', 'o\'brien "', '%', ' ', '', 'A')
        .map((start) => prefix(name, start)),
    ),
  );
}

const topLeaf = fc.oneof(
  { weight: 6, arbitrary: leafOf(kinds) },
  { weight: 1, arbitrary: fc.constant(differs('tcsDesignatedBody', 'designatedBody')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      missing('hidden'),
      missing('nowhere'),
      equals('nowhere', 'x'),
      equals('nowhere', 3),
    ),
  },
);

const combined = (leaf: fc.Arbitrary<Condition>, depth: number): fc.Arbitrary<Condition> =>
  depth === 0
    ? leaf
    : fc.oneof(
        { weight: 3, arbitrary: leaf },
        { weight: 1, arbitrary: combined(leaf, depth - 1).map(not) },
        {
          weight: 1,
          arbitrary: fc
            .array(combined(leaf, depth - 1), { maxLength: 3 })
            .map((conditions) => and(...conditions)),
        },
        {
          weight: 1,
          arbitrary: fc
            .array(combined(leaf, depth - 1), { maxLength: 3 })
            .map((conditions) => or(...conditions)),
        },
      );

export const sampleCondition: fc.Arbitrary<Condition> = combined(
  fc.oneof(
    { weight: 5, arbitrary: topLeaf },
    {
      weight: 1,
      arbitrary: combined(leafOf(nestedKinds), 1).map((where) => anyOfNested('hidden', where)),
    },
  ),
  3,
);
