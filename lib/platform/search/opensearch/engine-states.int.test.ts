/** What a real engine says of indexes and aliases that are not as we made them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { sampleFields } from '#lib/testing/platform/search-samples.ts';
import type { BulkWrite, Search } from '../port.ts';
import { openOpenSearch } from './search.ts';

const { OPENSEARCH_URL, OPENSEARCH13_URL, ELASTICSEARCH7_URL } = process.env;
const write = (id: string): BulkWrite => ({ op: 'create', id, source: { key: id } });

/** Kind and words of the fault. */
async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof FaultError) return `${error.fault.kind}: ${error.fault.says}`;
    throw error;
  }
}

describe.each([
  { name: 'OpenSearch (OPENSEARCH_URL)', url: OPENSEARCH_URL },
  { name: 'OpenSearch 1.3 (OPENSEARCH13_URL)', url: OPENSEARCH13_URL },
  { name: 'Elasticsearch 7.10 (ELASTICSEARCH7_URL)', url: ELASTICSEARCH7_URL },
])('$name', ({ url }) => {
  const prefix = uniqueName('states');
  let search: Search;
  let serial = 0;

  beforeAll(async () => {
    if (url !== undefined) search = await openOpenSearch({ url });
  });
  afterAll(async () => {
    if (url === undefined) return;
    const mine = await search.indexes(`${prefix}*`);
    await search.swap({ moves: [], removeIndexes: mine.map(({ name }) => name) });
    await search.close();
  });

  async function request(method: string, path: string, body?: object): Promise<void> {
    const response = await fetch(`${url ?? ''}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect([path, response.status]).toEqual([path, 200]);
  }

  async function filled(writes: readonly BulkWrite[]): Promise<string> {
    const name = `${prefix}_${String(++serial)}`;
    await search.create({ name, fields: sampleFields, keyField: 'key' });
    await search.bulk(name, writes);
    await search.settings(name, 'searchable');
    return name;
  }

  it.skipIf(url === undefined)('a closed index is closed, and has no number', async () => {
    const name = await filled([write('1'), write('2')]);
    expect(await search.indexes(name)).toMatchObject([{ health: 'green', documents: 2 }]);
    await request('POST', `/${name}/_close`);
    expect(await search.indexes(name)).toMatchObject([{ health: 'closed', documents: null }]);
    for (const work of [() => search.count(name), () => search.bulk(name, [write('3')])])
      expect(await faultOf(work())).toMatch(/^precondition: .*closed/);
  });

  it.skipIf(url === undefined)(
    'readers are moved off a closed index, which can be dropped',
    async () => {
      const [shut, successor] = [await filled([write('1')]), await filled([write('2')])];
      const alias = `${shut}_alias`;
      const move = (from: readonly string[], to: string) =>
        search.swap({ moves: [{ alias, from, to, filter: null }], removeIndexes: [], seals: [to] });
      expect(await move([], shut)).toMatchObject({ ok: true });
      await request('POST', `/${shut}/_close`);
      expect(await faultOf(search.count(alias))).toMatch(/^precondition: .*closed/);
      expect(await move([shut], successor)).toMatchObject({ ok: true });
      expect(await search.count(alias)).toBe(1);
      await search.drop(shut);
      expect(await search.indexes(shut)).toEqual([]);
    },
  );

  it.skipIf(url === undefined)('a red index is red, and has no number', async () => {
    const name = `${prefix}_${String(++serial)}`;
    const settings = { 'index.routing.allocation.require._name': 'no-such-node' };
    await request('PUT', `/${name}?wait_for_active_shards=0`, { settings });
    expect(await search.indexes(name)).toMatchObject([{ health: 'red', documents: null }]);
    expect(await faultOf(search.count(name))).toMatch(/^unavailable: /);
  });

  it.skipIf(url === undefined)('nested objects are no documents', async () => {
    const hidden = ['A', 'B', 'C'].map((code) => ({ code }));
    const name = await filled([{ op: 'create', id: '1', source: { key: '1', hidden } }]);
    expect(await search.indexes(name)).toMatchObject([{ documents: 1 }]);
    expect(await search.count(name)).toBe(1);
  });

  it.skipIf(url === undefined)(
    'what an alias carries is read, and a swap takes it off',
    async () => {
      const name = await filled([write('1')]);
      const alias = `${name}_alias`;
      const seen = async () => (await search.aliases()).filter((state) => state.name === alias);
      const add = { index: name, alias, routing: 'r1', is_write_index: false, is_hidden: true };
      await request('POST', '/_aliases', { actions: [{ add }] });
      expect(await seen()).toEqual([
        {
          name: alias,
          index: name,
          filter: null,
          settings: {
            searchRouting: 'r1',
            indexRouting: 'r1',
            isWriteIndex: false,
            isHidden: true,
          },
        },
      ]);
      const moves = [{ alias, from: [name], to: name, filter: null }];
      expect(await search.swap({ moves, removeIndexes: [] })).toMatchObject({ ok: true });
      expect(await seen()).toEqual([{ name: alias, index: name, filter: null }]);
    },
  );

  it.skipIf(url === undefined)('a full disk has a sentence of its own', async () => {
    const name = await filled([write('1')]);
    const block = (isOn: boolean | null): Promise<void> =>
      request('PUT', `/${name}/_settings`, { 'index.blocks.read_only_allow_delete': isOn });
    await block(true);
    const moves = [{ alias: `${name}_alias`, from: [], to: name, filter: null }];
    for (const work of [
      () => search.bulk(name, [write('2')]),
      () => search.settings(name, 'searchable'),
      () => search.swap({ moves, removeIndexes: [] }),
    ])
      expect(await faultOf(work())).toMatch(/^unavailable: .*disk of the search engine is full/);
    expect(await search.count(name)).toBe(1);
    await block(null);
    expect(await search.bulk(name, [write('2')])).toEqual([{ verdict: 'written' }]);
  });

  it.skipIf(url === undefined)('an index that is set to read-only says so', async () => {
    const name = await filled([write('1')]);
    await request('PUT', `/${name}/_settings`, { 'index.blocks.write': true });
    expect(await faultOf(search.bulk(name, [write('2')]))).toMatch(/^precondition: .*read-only/);
    await request('PUT', `/${name}/_settings`, { 'index.blocks.write': null });
  });
});
