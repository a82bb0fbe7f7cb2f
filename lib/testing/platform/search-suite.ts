/** What the suites of the search conformance share: an engine, fresh names, filled indexes. */
import { afterAll, beforeAll, expect } from 'vitest';
import { FaultError, type FaultKind } from '#lib/kernel/result.ts';
import type { Condition } from '#lib/platform/search/conditions.ts';
import type { BulkWrite, Document, Search } from '#lib/platform/search/port.ts';
import { uniqueName } from './databases.ts';
import { sampleFields } from './search-samples.ts';

export const create = (id: string, source: Document): BulkWrite => ({ op: 'create', id, source });

export const numbered = (count: number, from = 0): BulkWrite[] =>
  Array.from({ length: count }, (_, at) => {
    const key = String(7_000_000 + from + at);
    return create(key, { key, personId: from + at, existsInGmc: at % 2 === 0 });
  });

export async function faultKindOf(work: Promise<unknown>): Promise<FaultKind | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof FaultError) return error.fault.kind;
    throw error;
  }
}

export async function idsOf(
  search: Search,
  target: string,
  condition?: Condition,
): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of search.scan(target, {
    size: 50,
    ...(condition === undefined ? {} : { condition }),
  }))
    ids.push(...page.map((found) => found.id));
  return ids;
}

export interface SearchSuite {
  /** Open from `beforeAll` on. */
  readonly search: Search;
  /** A name that no other test uses. */
  named(): string;
  /** A new index with these documents, ready for readers. */
  filled(writes: readonly BulkWrite[]): Promise<string>;
}

/** Opens the engine before all tests of the file, and drops what they made after them. */
export function searchSuite(open: () => Promise<Search>): SearchSuite {
  const prefixOfSuite = uniqueName('conf');
  let serial = 0;
  let search: Search;
  const named = (): string => `${prefixOfSuite}_${String(++serial)}`;

  beforeAll(async () => {
    search = await open();
  });
  afterAll(async () => {
    const mine = await search.indexes(`${prefixOfSuite}*`);
    await search.swap({ moves: [], removeIndexes: mine.map((index) => index.name) });
    await search.close();
  });

  return {
    get search() {
      return search;
    },
    named,
    async filled(writes) {
      const name = named();
      await search.create({ name, fields: sampleFields, keyField: 'key' });
      const results = await search.bulk(name, writes);
      expect(results.every((result) => result.verdict === 'written')).toBe(true);
      await search.settings(name, 'searchable');
      return name;
    },
  };
}
