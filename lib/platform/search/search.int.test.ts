import { describe } from 'vitest';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';
import { searchConformance } from '#lib/testing/platform/search-conformance.ts';
import type { Database } from '../database/database.ts';
import { openDatabaseSearch } from './database/search.ts';
import { openOpenSearch } from './opensearch/search.ts';
import type { Search } from './port.ts';

/** Closes the database with the search side that lives in it. */
async function inDatabase(opening: Promise<Database>): Promise<Search> {
  const database = await opening;
  return { ...openDatabaseSearch(database), close: () => database.close() };
}

describe('search in the embedded database', () => {
  searchConformance(() => inDatabase(embeddedDatabase()));
});

const { DATABASE_URL, OPENSEARCH_URL, OPENSEARCH13_URL } = process.env;

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
