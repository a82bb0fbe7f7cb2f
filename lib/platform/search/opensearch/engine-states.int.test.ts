/** What a real engine says of indexes and aliases that are not as we made them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { faultyProxy } from '#lib/testing/platform/faulty-proxy.ts';
import { sampleFields } from '#lib/testing/platform/search-samples.ts';
import type { Part } from '../engine-health.ts';
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

  async function request(method: string, path: string, body?: object, status = 200): Promise<void> {
    const response = await fetch(`${url ?? ''}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect([path, response.status]).toEqual([path, status]);
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
      expect(await faultOf(work())).toMatch(new RegExp(`^precondition: ${name} is closed:`));
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
      expect(await faultOf(search.count(alias))).toMatch(/^precondition: [a-z].* is closed:/);
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

  it.skipIf(url === undefined)('closed, red and blocked indexes are named', async () => {
    const [shut, blocked] = [await filled([]), await filled([])];
    const red = `${prefix}_${String(++serial)}`;
    await request('POST', `/${shut}/_close`);
    await request('PUT', `/${red}?wait_for_active_shards=0`, {
      settings: { 'index.routing.allocation.require._name': 'no-such-node' },
    });
    const block = (isOn: boolean | null): Promise<void> =>
      request('PUT', `/${blocked}/_settings`, { 'index.blocks.read_only_allow_delete': isOn });
    await block(true);
    const health = await search.health();
    expect(health.cluster).toMatchObject({ ok: true, value: { status: 'red' } });
    if (!health.indexes?.ok || !health.blocks?.ok) throw new Error('not told');
    expect(health.indexes.value.red).toContain(red);
    expect(health.indexes.value.closed).toContain(shut);
    expect(health.blocks.value).toContainEqual({ name: blocked, blocks: ['all-but-delete'] });
    const described = await search.describe([shut, blocked, red]);
    expect(described.get(blocked)?.settings?.blocks).toEqual(['all-but-delete']);
    expect(described.get(red)?.settings?.shards).toBe(1);
    await block(null);
  });

  it.skipIf(url === undefined)('the watermarks are those that the engine is set to', async () => {
    const disk = 'cluster.routing.allocation.disk';
    const set = (isOn: boolean, marks: readonly (string | null)[]): Promise<void> =>
      request('PUT', '/_cluster/settings', {
        transient: {
          [`${disk}.threshold_enabled`]: isOn ? true : null,
          ...Object.fromEntries(
            ['low', 'high', 'flood_stage'].map((name, at) => [
              `${disk}.watermark.${name}`,
              marks[at] ?? null,
            ]),
          ),
        },
      });
    // Whatever this machine's disk holds: so little is free on none.
    await set(true, ['3mb', '2mb', '1mb']);
    try {
      expect((await search.health()).limits).toMatchObject({
        ok: true,
        value: { watermarks: { low: '3mb', high: '2mb', flood: '1mb' }, isReadOnly: false },
      });
    } finally {
      await set(false, []);
    }
    // The servers of the tests look at no disk.
    expect((await search.health()).limits).toMatchObject({ ok: true, value: { watermarks: null } });
  });

  it.skipIf(url === undefined)('fields that a service adds are counted', async () => {
    const name = await filled([]);
    const before = (await search.describe([name])).get(name);
    await request('PUT', `/${name}/_doc/1?refresh=true`, { fresh: { deep: 'x' } }, 201);
    const after = (await search.describe([name])).get(name);
    expect(after?.fields['fresh.deep']).toEqual({ type: 'text', keyword: true, fielddata: false });
    // The object, the text and its keyword.
    expect((after?.fieldCount ?? 0) - (before?.fieldCount ?? 0)).toBe(3);
  });

  it.skipIf(url === undefined)('an account without a right is told so for that part', async () => {
    const forbidden = ['/_nodes/stats', '/_cat/plugins', '/_all/_settings'];
    const error = { type: 'security_exception', reason: 'no permissions for [a, b] and User [c]' };
    const proxy = await faultyProxy(url ?? '', ({ path }) =>
      forbidden.some((start) => path.startsWith(start))
        ? { status: 403, body: { error, status: 403 } }
        : 'passes',
    );
    const limited = await openOpenSearch({ url: proxy.url });
    try {
      const health = await limited.health();
      const parts: Readonly<Record<string, Part<unknown>>> = { ...health };
      const kinds = Object.entries(parts).map(([name, part]) => [
        name,
        part === null ? 'none' : part.ok ? 'told' : part.fault.kind,
      ]);
      expect(Object.fromEntries(kinds)).toEqual({
        version: 'told',
        cluster: 'told',
        nodes: 'forbidden',
        limits: 'told',
        indexes: 'told',
        blocks: 'forbidden',
        plugins: 'forbidden',
        work: 'told',
        storedBytes: 'forbidden',
      });
      expect(JSON.stringify(health)).not.toContain('User [c]');
      expect(proxy.requests).toHaveLength(8);
    } finally {
      await limited.close();
      await proxy.close();
    }
  });

  it.skipIf(url === undefined)('filters of many indexes cost one more request', async () => {
    const names = [await filled([]), await filled([]), await filled([])];
    const filter = { is: 'equals', field: 'existsInGmc', value: true } as const;
    for (const name of names) {
      const moves = [{ alias: `${name}_alias`, from: [], to: name, filter }];
      expect(await search.swap({ moves, removeIndexes: [] })).toMatchObject({ ok: true });
    }
    const proxy = await faultyProxy(url ?? '', () => 'passes');
    const counted = await openOpenSearch({ url: proxy.url });
    try {
      const states = await counted.aliases();
      for (const name of names)
        expect(states).toContainEqual(
          expect.objectContaining({ name: `${name}_alias`, index: name, filter }),
        );
      expect(proxy.requests).toHaveLength(2);
    } finally {
      await counted.close();
      await proxy.close();
    }
  });

  it.skipIf(url === undefined)('an index that is set to read-only says so', async () => {
    const name = await filled([write('1')]);
    await request('PUT', `/${name}/_settings`, { 'index.blocks.write': true });
    expect(await faultOf(search.bulk(name, [write('2')]))).toMatch(
      new RegExp(`^precondition: .*takes no writes: ${name}, .*read-only`),
    );
    await request('PUT', `/${name}/_settings`, { 'index.blocks.write': null });
  });
});
