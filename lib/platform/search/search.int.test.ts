import { describe, expect, it } from 'vitest';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';
import { searchConformance } from '#lib/testing/platform/search-conformance.ts';
import type { Database } from '../database/database.ts';
import { openDatabaseSearch } from './database/search.ts';
import { openOpenSearch } from './opensearch/search.ts';
import type { Search } from './port.ts';

/** Closes the database with the search side that lives in it. */
async function inDatabase(opening: Promise<Database>): Promise<Search> {
  const database = await opening;
  return { ...openDatabaseSearch(database, 'local'), close: () => database.close() };
}

describe('search in the embedded database', () => {
  searchConformance(() => inDatabase(embeddedDatabase()));
});

const { DATABASE_URL, OPENSEARCH_URL, OPENSEARCH13_URL, ELASTICSEARCH7_URL } = process.env;

describe.skipIf(!DATABASE_URL)('search in PostgreSQL (DATABASE_URL)', () => {
  searchConformance(() => inDatabase(postgresDatabase(DATABASE_URL ?? '')));
});

describe.skipIf(!OPENSEARCH_URL)('OpenSearch (OPENSEARCH_URL)', () => {
  searchConformance(() => openOpenSearch({ url: OPENSEARCH_URL ?? '' }));
});

describe.skipIf(!OPENSEARCH13_URL)('OpenSearch 1.3 (OPENSEARCH13_URL)', () => {
  searchConformance(() => openOpenSearch({ url: OPENSEARCH13_URL ?? '' }), {
    hasCompareAndSet: false,
  });
});

describe.skipIf(!ELASTICSEARCH7_URL)('Elasticsearch 7.10 (ELASTICSEARCH7_URL)', () => {
  searchConformance(() => openOpenSearch({ url: ELASTICSEARCH7_URL ?? '' }), {
    hasCompareAndSet: false,
  });
});

describe.each([
  { kind: 'embedded', isThere: true, open: embeddedDatabase },
  {
    kind: 'PostgreSQL (DATABASE_URL)',
    isThere: DATABASE_URL !== undefined,
    open: () => postgresDatabase(DATABASE_URL ?? ''),
  },
])('environments in one database, $kind', ({ isThere, open }) => {
  it.skipIf(!isThere)('have indexes and aliases of their own, whatever their names', async () => {
    const database = await open();
    const [mine, theirs] = ['mine', 'theirs'].map((one) => openDatabaseSearch(database, one));
    if (mine === undefined || theirs === undefined) throw new Error('no search');
    const spec = {
      name: 'doctors_1',
      keyField: 'key',
      fields: { key: { type: 'keyword' } },
    } as const;
    const swap = { moves: [{ alias: 'doctors', from: [], to: 'doctors_1', filter: null }] };
    await mine.create(spec);
    await mine.bulk('doctors_1', [{ op: 'index', id: 'a', source: { key: 'a' } }]);
    await expect(theirs.count('doctors_1')).rejects.toMatchObject({ fault: { kind: 'not-found' } });
    await theirs.create(spec);
    await theirs.bulk(
      'doctors_1',
      ['b', 'c'].map((id) => ({ op: 'index', id, source: { key: id } })),
    );
    for (const one of [mine, theirs])
      expect(await one.swap({ ...swap, removeIndexes: [] })).toMatchObject({ ok: true });
    expect([await mine.count('doctors'), await theirs.count('doctors')]).toEqual([1, 2]);

    // What one of them takes away stays in the other.
    expect(await mine.swap({ moves: [], removeIndexes: ['doctors_1'] })).toMatchObject({
      ok: true,
    });
    expect([await mine.aliases(), await mine.indexes()]).toEqual([[], []]);
    expect(await theirs.aliases()).toEqual([{ name: 'doctors', index: 'doctors_1', filter: null }]);
    expect(await theirs.count('doctors')).toBe(2);
    await database.close();
  });
});
