/**
 * Every list query of the users' pages and every alias filter, through aliases, on every search
 * engine: the embedded one and the real ones show the same documents, which are those that a second
 * reading of the conditions finds.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { listCondition } from '#lib/indexes/index.ts';
import { all, and, equals, type Condition } from '#lib/platform/search/conditions.ts';
import type { CountQuestion, Document, Search } from '#lib/platform/search/port.ts';
import { onEverySearchEngine, type SearchEngine } from '#lib/testing/indexes/indexes-world.ts';
import { satisfies } from '#lib/testing/platform/condition-oracle.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';
import { documented } from './documented.ts';

const bodies = ['1-A', '1-B', '1-a'];

const absent = fc.constant(undefined);
/** What a body of one population is called in an index that many share. */
const bodyOf = (body: string, population: number): string => `${body}-${String(population)}`;

const anyBody = fc.constantFrom(...bodies);
const bodyField = fc.oneof(
  { weight: 6, arbitrary: anyBody },
  { weight: 2, arbitrary: absent },
  { weight: 1, arbitrary: fc.constantFrom(null, '', []) },
  { weight: 1, arbitrary: fc.uniqueArray(anyBody, { minLength: 1, maxLength: 3 }) },
);
const hiddenFor = fc.record(
  { hiddenForDesignatedBodyCode: anyBody, hiddenBy: fc.constantFrom('', 'an admin') },
  { requiredKeys: [] },
);

/** A doctor as services leave one behind: any field may be absent, empty or of another case. */
const anyDoctor = fc.record({
  existsInGmc: fc.constantFrom(true, true, false, undefined, null),
  designatedBody: bodyField,
  tcsDesignatedBody: bodyField,
  membershipType: fc.constantFrom('SUBSTANTIVE', 'MILITARY', 'military', undefined, null, ''),
  placementGrade: fc.constantFrom('279', '280', '', undefined, ['279', '280']),
  underNotice: fc.constantFrom('YES', 'NO', 'ON_HOLD', 'yes', undefined),
  hiddenDiscrepancies: fc.oneof(
    { weight: 3, arbitrary: absent },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(hiddenFor, { minLength: 1, maxLength: 3 }) },
  ),
});
type AnyDoctor = typeof anyDoctor extends fc.Arbitrary<infer D> ? D : never;

type Body = string | readonly string[] | null | undefined;

function inPopulation(body: Body, population: number): Body {
  if (body == null || body === '') return body;
  return typeof body === 'string'
    ? bodyOf(body, population)
    : body.map((one) => bodyOf(one, population));
}

function documentOf(doctor: AnyDoctor, population: number, at: number): Document {
  const hidden = doctor.hiddenDiscrepancies?.map((one) => ({
    ...one,
    ...(one.hiddenForDesignatedBodyCode !== undefined && {
      hiddenForDesignatedBodyCode: bodyOf(one.hiddenForDesignatedBodyCode, population),
    }),
  }));
  const fields = {
    ...doctor,
    gmcReferenceNumber: `${String(population)}-${String(at)}`,
    // Names the population, for the filters that no list narrows.
    admin: `population-${String(population)}`,
    designatedBody: inPopulation(doctor.designatedBody, population),
    tcsDesignatedBody: inPopulation(doctor.tcsDesignatedBody, population),
    hiddenDiscrepancies: hidden,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function idOf(document: Document, keyField: string): string {
  const id = document[keyField];
  return typeof id === 'string' ? id : '';
}

interface Question extends CountQuestion {
  readonly condition: Condition;
  /** What of the documents it is about, for a failing test. */
  readonly about: string;
  readonly filter: Condition;
}

onEverySearchEngine('lists and filters of the users’ pages', (open) => {
  const pipeline = prefixed(documented('any'), uniqueName('lists'));
  const [master, recommendation] = pipeline.indexes;
  if (master === undefined || recommendation === undefined) throw new Error('no such index');
  const families = [master, recommendation];
  const aliases = pipeline.aliases.filter(({ target }) =>
    families.some(({ base }) => base === target),
  );
  const lists = pipeline.pages.flatMap(({ reads, lists: queries }) => {
    const alias = aliases.find(({ name }) => name === reads);
    return alias === undefined ? [] : queries.map((query) => ({ query, alias }));
  });
  let engine: SearchEngine;
  let serial = 0;

  beforeAll(async () => {
    engine = await open();
  });
  afterAll(async () => {
    const left = await engine.search.indexes(families.map(({ base }) => `${base}*`).join(','));
    await engine.search.swap({ moves: [], removeIndexes: left.map(({ name }) => name) });
    await engine.close();
  });

  /** New indexes with these documents, behind all aliases. */
  async function fill(search: Search, documents: readonly Document[]): Promise<void> {
    serial += 1;
    const before = await search.aliases();
    for (const { base, fields, keyField } of families) {
      const name = `${base}_${String(serial)}`;
      await search.create({ name, fields, keyField });
      const results = await search.bulk(
        name,
        documents.map((document) => ({
          op: 'create',
          id: idOf(document, keyField),
          source: Object.fromEntries(Object.entries(document).filter(([field]) => field in fields)),
        })),
      );
      expect(results.filter(({ verdict }) => verdict !== 'written')).toEqual([]);
      await search.settings(name, 'searchable');
    }
    const swapped = await search.swap({
      moves: aliases.map(({ name: alias, target, filter }) => ({
        alias,
        from: before.filter(({ name }) => name === alias).map(({ index }) => index),
        to: `${target}_${String(serial)}`,
        filter,
      })),
      removeIndexes: [],
    });
    if (!swapped.ok) throw new FaultError(swapped.fault);
    for (const { base } of families)
      if (serial > 1) await search.drop(`${base}_${String(serial - 1)}`);
  }

  const questionsOf = (population: number, askedBodies: readonly string[]): Question[] => [
    ...aliases.map(({ name, filter }) => ({
      about: `the filter of ${name}`,
      target: name,
      condition: equals('admin', `population-${String(population)}`),
      filter: filter ?? all,
    })),
    ...askedBodies.flatMap((body) =>
      lists.map(({ query, alias }) => ({
        about: `${query.name} of ${body}`,
        target: alias.name,
        condition: listCondition(query, bodyOf(body, population)),
        filter: alias.filter ?? all,
      })),
    ),
  ];

  async function expectRightCounts(
    search: Search,
    populations: readonly (readonly Document[])[],
    first: number,
    askedBodies: (population: number) => readonly string[],
  ): Promise<void> {
    await fill(search, populations.flat());
    const asked = populations.flatMap((documents, at) =>
      questionsOf(first + at, askedBodies(first + at)).map((question) => ({ question, documents })),
    );
    const counts = await search.counts(asked.map(({ question }) => question));
    const wrong = asked.flatMap(({ question, documents }, at) => {
      const counted = counts[at];
      const right = documents.filter((document) =>
        satisfies(document, and(question.filter, question.condition)),
      );
      return counted?.ok === true && counted.value === right.length
        ? []
        : [
            {
              about: question.about,
              counted,
              right: right.length,
              documents: documents.slice(0, 12),
            },
          ];
    });
    expect(wrong.slice(0, 1)).toEqual([]);
  }

  // Sampled, not shrunk: what fails is one population of many, and the failure shows it.
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const populationsAtOnce = 50;
  const oneBody = (population: number): readonly string[] => {
    const at = population % bodies.length;
    return bodies.slice(at, at + 1);
  };

  it(`shows what the conditions say of a thousand populations (${String(seed)})`, async () => {
    const populations = fc.sample(fc.array(anyDoctor, { maxLength: 12 }), { numRuns: 1_000, seed });
    for (let first = 0; first < populations.length; first += populationsAtOnce) {
      const some = populations.slice(first, first + populationsAtOnce);
      const documents = some.map((doctors, at) =>
        doctors.map((doctor, place) => documentOf(doctor, first + at, place)),
      );
      await expectRightCounts(engine.search, documents, first, oneBody);
    }
  });

  it(`shows the same of one of twenty thousand (${String(seed)})`, async () => {
    const doctors = fc.sample(anyDoctor, { numRuns: 20_000, seed });
    const documents = doctors.map((doctor, at) => documentOf(doctor, 2_000, at));
    await expectRightCounts(engine.search, [documents], 2_000, () => bodies);
  });
});
