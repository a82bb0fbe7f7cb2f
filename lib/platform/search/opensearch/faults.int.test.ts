import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FaultError, type Fault } from '#lib/kernel/result.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import {
  faultyProxy,
  type ProxyOutcome,
  type Passing,
} from '#lib/testing/platform/faulty-proxy.ts';
import { sampleFields } from '#lib/testing/platform/search-samples.ts';
import { equals } from '../conditions.ts';
import { openOpenSearch } from './search.ts';
import type { BulkWrite, Search } from '../port.ts';

const { OPENSEARCH_URL } = process.env;
const quick = { attempts: 4, firstDelayMs: 1, maxDelayMs: 4 };
const create = (id: string): BulkWrite => ({ op: 'create', id, source: { key: id } });
const isBulk = (passing: Passing): boolean => passing.path.includes('/_bulk');

describe.skipIf(!OPENSEARCH_URL)('OpenSearch with transient faults (OPENSEARCH_URL)', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** A search side behind a proxy, with an empty index; `decide` comes into force after that. */
  async function behind(
    decide: (passing: Passing, at: number) => ProxyOutcome,
    options: { readonly copiesWithinMs?: number } = {},
  ): Promise<{ search: Search; index: string; requests: Passing[] }> {
    let isArmed = false;
    let at = 0;
    const proxy = await faultyProxy(OPENSEARCH_URL ?? '', (passing) =>
      isArmed ? decide(passing, at++) : 'passes',
    );
    closing.push(() => proxy.close());
    const search = await openOpenSearch({
      url: proxy.url,
      retries: { reads: quick, writes: quick },
      ...options,
    });
    const index = uniqueName('faulty');
    await search.create({ name: index, fields: sampleFields, keyField: 'key' });
    closing.push(async () => {
      isArmed = false;
      await search.swap({ moves: [], removeIndexes: [index] });
      await search.close();
    });
    isArmed = true;
    proxy.requests.length = 0;
    return { search, index, requests: proxy.requests };
  }

  async function faultOf(work: Promise<unknown>): Promise<Fault | null> {
    try {
      await work;
      return null;
    } catch (error) {
      if (error instanceof FaultError) return error.fault;
      throw error;
    }
  }

  it.each<[string, ProxyOutcome]>([
    ['429', { status: 429 }],
    ['502', { status: 502 }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a lost connection', 'lost-before'],
  ])('sends a batch again after %s', async (_, outcome) => {
    let failures = 2;
    const {
      search,
      index,
      requests: requests,
    } = await behind((passing) => (isBulk(passing) && failures-- > 0 ? outcome : 'passes'));
    expect(await search.bulk(index, [create('1'), create('2')])).toEqual([
      { verdict: 'written' },
      { verdict: 'written' },
    ]);
    expect(requests.filter(isBulk)).toHaveLength(3);
  });

  it('reports `stale` for what it had written before its response was lost', async () => {
    let failures = 1;
    const { search, index } = await behind((passing) =>
      isBulk(passing) && failures-- > 0 ? 'lost-after' : 'passes',
    );
    expect(await search.bulk(index, [create('1')])).toEqual([{ verdict: 'stale' }]);
    expect(await search.get(index, ['1'])).toHaveLength(1);
  });

  it('sends only those items again that were refused for a transient reason', async () => {
    let failures = 1;
    const {
      search,
      index,
      requests: requests,
    } = await behind((passing) => {
      if (!isBulk(passing) || failures-- === 0) return 'passes';
      // The engine gets the first two documents; the other two get 429 and 503 as a full
      // queue would.
      const body = `${passing.body.split('\n').slice(0, 4).join('\n')}\n`;
      const refused = [429, 503].map((status) => ({
        create: { status, error: { type: 'rejected_execution_exception', reason: 'full' } },
      }));
      return {
        body,
        response: (response) => {
          const { items } = z.object({ items: z.array(z.unknown()) }).parse(JSON.parse(response));
          return JSON.stringify({ items: [...items, ...refused] });
        },
      };
    });
    const results = await search.bulk(index, ['1', '2', '3', '4'].map(create));
    expect(results.map((response) => response.verdict)).toEqual([
      'written',
      'written',
      'written',
      'written',
    ]);
    expect(requests.filter(isBulk).map((passing) => passing.body.match(/"_id":"(\d)"/g))).toEqual([
      ['"_id":"1"', '"_id":"2"', '"_id":"3"', '"_id":"4"'],
      ['"_id":"3"', '"_id":"4"'],
    ]);
  });

  it('gives up after its tries, as unavailable and without a host name', async () => {
    const {
      search,
      index,
      requests: requests,
    } = await behind((passing) =>
      isBulk(passing)
        ? { status: 503, body: { error: { type: 'secret', reason: '127.0.0.1' } } }
        : 'passes',
    );
    const fault = await faultOf(search.bulk(index, [create('1')]));
    expect(fault?.kind).toBe('unavailable');
    expect(fault?.says).not.toMatch(/127|secret/);
    expect(requests.filter(isBulk)).toHaveLength(quick.attempts);
  });

  it.each([
    [400, 'invalid'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [500, 'unavailable'],
  ])('does not repeat what is refused with %i', async (status, kind) => {
    const {
      search,
      index,
      requests: requests,
    } = await behind((passing) => (isBulk(passing) ? { status } : 'passes'));
    expect((await faultOf(search.bulk(index, [create('1')])))?.kind).toBe(kind);
    expect(requests.filter(isBulk)).toHaveLength(1);
  });

  const full = {
    type: 'cluster_block_exception',
    reason:
      'index [x] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, ' +
      'index has read-only-allow-delete block];',
  };
  const readOnly = {
    type: 'cluster_block_exception',
    reason: 'index [x] blocked by: [FORBIDDEN/8/index write (api)];',
  };
  it.each([
    ['403', 403, full, 'unavailable', /disk of the search engine is full/],
    ['429', 429, full, 'unavailable', /disk of the search engine is full/],
    ['403', 403, readOnly, 'precondition', /read-only/],
  ] as const)(
    'calls a block answered with %s neither the document’s fault nor busy, nor ours',
    async (_, status, error, kind, words) => {
      const items = [{ create: { status, error } }];
      for (const outcome of [
        { status: 200, body: { items } },
        { status, body: { error, status } },
      ]) {
        const { search, index, requests } = await behind((passing) =>
          isBulk(passing) ? outcome : 'passes',
        );
        const fault = await faultOf(search.bulk(index, [create('1')]));
        expect(fault?.kind).toBe(kind);
        expect(fault?.says).toMatch(words);
        expect(requests.filter(isBulk)).toHaveLength(1);
      }
    },
  );

  it('calls an engine without space for a new index neither busy, nor our fault', async () => {
    const error = {
      type: 'index_create_block_exception',
      reason: 'blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];',
    };
    const { search, requests } = await behind(({ method }) =>
      method === 'PUT' ? { status: 403, body: { error, status: 403 } } : 'passes',
    );
    const name = uniqueName('faulty');
    const fault = await faultOf(search.create({ name, fields: sampleFields, keyField: 'key' }));
    expect(fault?.kind).toBe('unavailable');
    expect(fault?.says).toMatch(/makes no new index: its disk is nearly full/);
    expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it.each<[string, (search: Search, index: string) => Promise<unknown>]>([
    ['_count', (search, index) => search.count(index)],
    ['_search', (search, index) => search.group(index, 'kind', { limit: 3 })],
    [
      'scroll',
      async (search, index) => {
        for await (const found of search.scan(index, { size: 2 })) expect(found.length).toBe(2);
      },
    ],
    ['_refresh', (search, index) => search.settings(index, 'searchable')],
  ])('does not take for whole what only part of the index answers (%s)', async (path, read) => {
    let isPartial = false;
    const { search, index } = await behind((passing) =>
      isPartial && passing.path.includes(path)
        ? {
            body: passing.body,
            response: (text) => text.replace(/"failed":\s*0/, '"failed":1'),
          }
        : 'passes',
    );
    await search.bulk(index, ['1', '2', '3', '4'].map(create));
    await search.settings(index, 'searchable');
    isPartial = true;
    expect((await faultOf(read(search, index)))?.kind).toBe('unavailable');
  });

  it('does not know the documents of an index of which only part answers', async () => {
    let isPartial = false;
    const { search, index } = await behind((passing) =>
      isPartial && passing.path.includes('_msearch')
        ? {
            body: passing.body,
            response: (text) => text.replaceAll(/"failed":\s*0/g, '"failed":1'),
          }
        : 'passes',
    );
    expect((await search.indexes(index))[0]?.documents).toBe(0);
    isPartial = true;
    expect((await search.indexes(index))[0]?.documents).toBeNull();
  });

  const page = '<html><h1>413 Request Entity Too Large</h1></html>';
  it.each<[string, Exclude<ProxyOutcome, string>]>([
    ['JSON', { status: 413 }],
    ['a page that is labelled as JSON', { status: 413, body: page }],
    [
      'a page that is labelled as gzip',
      { status: 413, body: page, headers: { 'content-encoding': 'gzip' } },
    ],
    ['a page', { status: 413, body: page, headers: { 'content-type': 'text/html' } }],
  ])('halves a batch that is too large for a proxy which answers with %s', async (_, refusal) => {
    const { search, index } = await behind((passing) =>
      isBulk(passing) && passing.body.length > 700 ? refusal : 'passes',
    );
    const writes: BulkWrite[] = ['1', '2', '3', '4', '5'].map((id) => ({
      op: 'create',
      id,
      source: { key: id, notes: 'x'.repeat(id === '3' ? 700 : 200) },
    }));
    const results = await search.bulk(index, writes);
    expect(results.map((response) => response.verdict)).toEqual([
      'written',
      'written',
      'rejected',
      'written',
      'written',
    ]);
  });

  it('looks the write alias up where the engine does not know `require_alias`', async () => {
    const reason = 'request [/x/_bulk] contains unrecognized parameter: [require_alias]';
    const body = { error: { type: 'illegal_argument_exception', reason } };
    const { search, index, requests } = await behind((passing) =>
      passing.path.includes('require_alias') ? { status: 400, body } : 'passes',
    );
    expect(await search.bulk(index, [create('1')])).toEqual([{ verdict: 'written' }]);
    expect(await search.bulk(index, [create('2')])).toEqual([{ verdict: 'written' }]);
    expect(requests.filter(isBulk)).toHaveLength(3);
    await search.swap({ moves: [], removeIndexes: [], seals: [index] });
    expect((await faultOf(search.bulk(index, [create('3')])))?.kind).toBe('precondition');
    expect((await search.indexes(`${index}*`)).map(({ name }) => name)).toEqual([index]);
  });

  it('moves nobody when a swap arrives late that another one has done since', async () => {
    const held: string[] = [];
    const { search, index } = await behind(({ path, body }) => {
      if (path !== '/_aliases' || held.length > 0) return 'passes';
      held.push(body);
      return 'lost-before';
    });
    const before = `${index}_before`;
    const alias = `${index}_alias`;
    await search.create({ name: before, fields: sampleFields, keyField: 'key' });
    closing.push(() => search.drop(before));
    const move = (from: readonly string[], to: string, seals: readonly string[]) =>
      search.swap({ moves: [{ alias, from, to, filter: null }], removeIndexes: [], seals });
    const add = { actions: [{ add: { index: before, alias } }] };
    const post = (body: string) =>
      fetch(`${OPENSEARCH_URL ?? ''}/_aliases`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    expect((await post(JSON.stringify(add))).status).toBe(200);
    expect((await faultOf(move([before], index, [index])))?.kind).toBe('unavailable');
    expect(await move([before], index, [index])).toMatchObject({ ok: true });
    // A person leads readers back, and then the first request gets through.
    expect(await move([index], before, [])).toMatchObject({ ok: true });
    expect((await post(held[0] ?? '')).status).toBe(404);
    expect((await search.aliases()).filter(({ name }) => name === alias)).toMatchObject([
      { index: before },
    ]);
    expect(
      (await post(JSON.stringify({ actions: [{ remove: add.actions[0]?.add }] }))).status,
    ).toBe(200);
  });

  it('looks at the aliases again before it tries again to drop an index', async () => {
    let refused = 0;
    const { search, index, requests } = await behind(({ method }) => {
      const isFirst = method === 'DELETE' && refused++ === 0;
      return isFirst ? { status: 503 } : 'passes';
    });
    await search.drop(index);
    const sent = requests.map(({ method, path }) =>
      method === 'DELETE' ? 'drops' : path.includes('alias') ? 'looks' : path,
    );
    expect(sent).toEqual(['looks', 'drops', 'looks', 'drops']);
  });

  it('makes no index when a batch comes after its index was dropped', async () => {
    const { search, index } = await behind(() => 'passes');
    await search.drop(index);
    expect((await faultOf(search.bulk(index, [create('1')])))?.kind).toBe('not-found');
    expect(await search.indexes(`${index}*`)).toEqual([]);
  });

  it('goes on after the last key when its view is lost in the middle of a scan', async () => {
    let lost = 0;
    const { search, index } = await behind((passing) => {
      if (passing.path !== '/_search/scroll' || passing.method !== 'POST') return 'passes';
      lost += 1;
      return lost === 2 ? 'lost-after' : lost === 4 ? { status: 404 } : 'passes';
    });
    const ids = Array.from({ length: 95 }, (_, at) => String(1_000 + at));
    await search.bulk(index, ids.map(create));
    await search.settings(index, 'searchable');
    const read: string[] = [];
    for await (const page of search.scan(index, { size: 10 }))
      read.push(...page.map((found) => found.id));
    expect(read).toEqual(ids);
    expect(lost).toBeGreaterThan(4);
  });

  it('does not guess where a scan without an order was', async () => {
    const { search, index } = await behind((passing) =>
      passing.path === '/_search/scroll' && passing.method === 'POST' ? 'lost-before' : 'passes',
    );
    await search.bulk(
      index,
      Array.from({ length: 30 }, (_, at) => create(String(at))),
    );
    await search.settings(index, 'searchable');
    const scan = async (): Promise<void> => {
      for await (const page of search.scan(index, { size: 10, order: 'any' }))
        expect(page).toHaveLength(10);
    };
    expect((await faultOf(scan()))?.kind).toBe('unavailable');
  });

  // One copy more than this engine, which has one node, can hold: the index stays yellow for good.
  const oneCopyTooMany: ProxyOutcome = {
    body: JSON.stringify({
      index: { refresh_interval: null, auto_expand_replicas: 'false', number_of_replicas: 1 },
    }),
    response: (response) => response,
  };
  const isHealth = ({ path }: Passing): boolean => path.startsWith('/_cluster/health');

  it('waits for no copy on a single node, whatever the engine wants', async () => {
    const {
      search,
      index,
      requests: requests,
    } = await behind(({ path }) => (path.endsWith('/_settings') ? oneCopyTooMany : 'passes'));
    expect(await search.settings(index, 'searchable')).toEqual({ copies: 'complete' });
    expect(requests.filter(isHealth)).toHaveLength(1);
    expect((await search.indexes(index))[0]?.health).toBe('yellow');
  });

  it('waits for the copies that other nodes could hold, and reports missing ones', async () => {
    const withinMs = 1_500;
    const {
      search,
      index,
      requests: requests,
    } = await behind(
      (passing) => {
        if (passing.path.endsWith('/_settings')) return oneCopyTooMany;
        // As if there were another node, which is full.
        const response = (text: string): string =>
          text.replace('"number_of_data_nodes":1', '"number_of_data_nodes":2');
        return isHealth(passing) ? { body: passing.body, response } : 'passes';
      },
      { copiesWithinMs: withinMs },
    );
    const startedAt = performance.now();
    expect(await search.settings(index, 'searchable')).toEqual({ copies: 'missing' });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(withinMs);
    expect(requests.filter(isHealth).length).toBeGreaterThan(1);
    expect(await search.count(index)).toBe(0);
  });

  it.each<[string, ProxyOutcome, boolean]>([
    ['was done', 'lost-after', true],
    ['was not done', 'lost-before', false],
  ])('reads the aliases when the response to a swap is lost: it %s', async (_, outcome, isDone) => {
    const { search, index } = await behind((passing) =>
      passing.path === '/_aliases' ? outcome : 'passes',
    );
    const alias = `${index}_alias`;
    const swap = search.swap({
      moves: [{ alias, from: [], to: index, filter: equals('existsInGmc', true) }],
      removeIndexes: [],
    });
    if (isDone) expect(await swap).toEqual({ ok: true, value: undefined });
    else expect((await faultOf(swap))?.kind).toBe('unavailable');
    expect((await search.aliases()).some((state) => state.name === alias)).toBe(isDone);
  });

  it('is pinged with one try', async () => {
    const { search, requests: requests } = await behind(() => ({ status: 503 }));
    expect((await faultOf(search.ping()))?.kind).toBe('unavailable');
    const paths = requests.map((passing) => passing.path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('takes its own creation for success when the response to it was lost', async () => {
    let failures = 1;
    const { search, index } = await behind((passing) =>
      passing.method === 'PUT' && failures-- > 0 ? 'lost-after' : 'passes',
    );
    const name = `${index}_again`;
    await search.create({ name, fields: sampleFields, keyField: 'key' });
    await search.drop(name);
  });

  it.each([
    ['a user name and a password', { username: 'console', password: 'secret' }, /^Basic /],
    [
      'AWS signature 4',
      { auth: 'sigv4', region: 'eu-west-2' },
      /^AWS4-HMAC-SHA256 Credential=[^,]+\/eu-west-2\/es\/aws4_request/,
    ],
  ] as const)('shows %s', async (_, credentials, expected) => {
    const before = { ...process.env };
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
    const proxy = await faultyProxy(OPENSEARCH_URL ?? '', () => 'passes');
    const search = await openOpenSearch({ url: proxy.url, ...credentials });
    await search.ping();
    expect(proxy.requests.map((passing) => passing.authorization ?? '')).toEqual([
      expect.stringMatching(expected),
      expect.stringMatching(expected),
    ]);
    await search.close();
    await proxy.close();
    process.env = before;
  });
});
