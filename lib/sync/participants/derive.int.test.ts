import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Document, Search } from '#lib/platform/search/port.ts';
import { embeddedDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { documented } from '../pipelines/documented.ts';
import type { DerivedStage } from '../pipeline.ts';
import { openSources } from './open-sources.ts';
import { expectedDocuments } from './synthetic/expected.ts';

const asOf = '2026-11-21';
const context = { asOf, until: new Date('2026-11-21T12:00:00Z') };
const size = { trainees: 2_000, seed: 3 };
const pipeline = documented('reval.exchange');
const stage = pipeline.stages.find((one): one is DerivedStage => one.kind === 'derived');
const sources = openSources({ synthetic: size });

/**
 * What the population does not hold when index and logs are of one day: a membership that has ended
 * since, and a body of no letters.
 */
const late: readonly Document[] = [
  {
    gmcReferenceNumber: '8000001',
    tcsPersonId: 1,
    designatedBody: '1-1RSSQ05',
    membershipEndDate: '2026-11-20',
  },
  { gmcReferenceNumber: '8000002', tcsPersonId: 2, membershipEndDate: '2026-11-20' },
  {
    gmcReferenceNumber: '8000003',
    tcsPersonId: 3,
    designatedBody: '',
    membershipEndDate: '2026-11-20',
    membershipType: 'vIsItOr',
  },
];

function idOf({ gmcReferenceNumber }: Document): string {
  if (typeof gmcReferenceNumber !== 'string') throw new Error('a document without a number');
  return gmcReferenceNumber;
}

function derivedIndexesOn(open: () => Promise<Search>): void {
  const source = uniqueName('master');
  let search: Search;

  beforeAll(async () => {
    const master = pipeline.indexes.find((index) => index.base === 'masterdoctorindex');
    if (master === undefined) throw new Error('no master index');
    search = await open();
    await search.create({ name: source, fields: master.fields, keyField: master.keyField });
    const documents = [...expectedDocuments(size, asOf)].map(({ id, master: document }) => ({
      id,
      source: document,
    }));
    const writes = [
      ...documents,
      ...late.map((document) => ({ id: idOf(document), source: document })),
    ];
    await search.bulk(
      source,
      writes.map((write) => ({ op: 'create', ...write })),
    );
    await search.settings(source, 'searchable');
  });
  afterAll(async () => {
    await search.drop(source);
    await search.close();
  });

  it('hold what each person was made for, and as many as the index says beforehand', async () => {
    const made = new Map<string, Document>();
    for (const derivation of stage?.derivations ?? []) {
      const before = made.size;
      for await (const writes of derivation.derive(search, sources, source, context)) {
        for (const write of writes) {
          expect(derivation.targets).toContain(write.target);
          made.set(`${write.target} ${write.id}`, write.source);
        }
      }
      expect(made.size - before).toBe(await derivation.expected(search, sources, source, context));
    }
    const expected = [...expectedDocuments(size, asOf)].flatMap(({ id, derived }) =>
      Object.entries(derived).map(([base, document]) => [`${base} ${id}`, document] as const),
    );
    for (const [key, document] of expected) expect(made.get(key)).toEqual(document);
    const ofLate = [...made.keys()].filter((key) => / 800000[0-9]$/.test(key)).sort();
    expect(ofLate).toEqual([
      'connectedindex 8000001',
      'disconnectedindex 8000002',
      'disconnectedindex 8000003',
      'exceptionindex 8000001',
      'exceptionindex 8000003',
      'recommendationindex 8000001',
      'recommendationindex 8000002',
      'recommendationindex 8000003',
    ]);
    expect(made.size).toBe(expected.length + ofLate.length);
  });
}

describe('the derived indexes, searched in the database', () => {
  let database: Database;
  // Hooks end in the opposite order: what is opened first is closed last.
  afterAll(() => database.close());
  derivedIndexesOn(async () => {
    database = await embeddedDatabase();
    return openDatabaseSearch(database, 'local');
  });
});

describe.each(['OPENSEARCH_URL', 'OPENSEARCH13_URL', 'ELASTICSEARCH7_URL'])(
  'the derived indexes, searched in an engine (%s)',
  (variable) => {
    const url = process.env[variable];
    describe.skipIf(url === undefined)(variable, () => {
      derivedIndexesOn(() => openOpenSearch({ url: url ?? '' }));
    });
  },
);
