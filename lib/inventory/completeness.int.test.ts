import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someText } from '#lib/kernel/list.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import type { Named, NamedDocument } from './documents-named/named.ts';
import { namedDocuments } from './documents-named.ts';
import { itemList, type ItemListRequest } from './item-list.ts';
import { listItems } from './list-items.ts';
import { shipEstates, shippedFolder } from './ship-estates.ts';
import { readFacts, readItemRows } from './store.ts';

const most = 10_000;

describe('the estates that are shipped', () => {
  let database: Database;
  beforeAll(async () => {
    database = await embeddedDatabase();
    await shipEstates({ database, log: createLog('silent', 'test') }, shippedFolder);
  });
  afterAll(async () => {
    await database.close();
  });

  async function keysOf(filters: ItemListRequest['filters']): Promise<string[]> {
    const request = { filters, sort: itemList.usual, limit: most, offset: 0 };
    const found = await listItems({ database }, request);
    if (!found.ok) throw new Error(found.fault.says);
    return found.value.rows.map(({ key }) => key);
  }

  /** The keys of what a document says, or says something of. */
  async function saidBy({ source, title, inEstate }: NamedDocument): Promise<Set<string>> {
    const keys = await keysOf({ estate: [inEstate] });
    const rows = await readItemRows(database, keys);
    const facts = await readFacts(database, keys);
    return new Set(
      [...rows.map(({ key, ...row }) => ({ ...row, item_key: key })), ...facts].flatMap((row) =>
        row.source.split(' ', 1)[0] === source && row.source_title === title ? [row.item_key] : [],
      ),
    );
  }

  const wordsOf = ({ search, kind = 'anything', atLeast = 1 }: Named, found: number): string =>
    `${kind} "${search}": ${found} of ${atLeast}`;

  it.each(namedDocuments)('hold all that the $title names', async (document) => {
    const said = await saidBy(document);
    const missing: string[] = [];
    for (const named of document.named) {
      const { search, kind, atLeast = 1 } = named;
      const estate: ItemListRequest['filters'] = { estate: [document.inEstate], text: search };
      const keys = await keysOf(kind === undefined ? estate : { ...estate, kind: [kind] });
      const found = keys.filter((key) => said.has(key)).length;
      if (found < atLeast) missing.push(wordsOf(named, found));
    }
    expect(missing.join('\n')).toBe('');
  });

  it.each(namedDocuments)('can be asked by people for all that the $title names', ({ named }) => {
    const refused = named.filter(({ search }) => !someText.safeParse(search).success);
    expect(refused.map(({ search }) => search)).toEqual([]);
  });
});
