import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { getIndexOverview, removeAlias, repairAliases } from '#lib/indexes/index.ts';
import {
  onEverySearchEngine,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { faultyProxy } from '#lib/testing/platform/faulty-proxy.ts';
import { equals } from '#lib/platform/search/conditions.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { probeOnce, type MonitoredWorld } from './contract-monitor.ts';

onEverySearchEngine('the contract monitor', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const monitored = ({ world }: IndexesWorld, search: Search = world.search): MonitoredWorld => ({
    ...world,
    search,
    holder: 'this process',
    pipelines: [],
    probeEveryMs: 60_000,
  });
  const driftsOf = async ({ world, contract }: IndexesWorld) =>
    (await getIndexOverview(world, contract, world.environment.name)).drifts;

  it('looks at nothing before something has settled', async () => {
    const here = engine.environment();
    expect(await probeOnce(monitored(here))).toBe(false);
    expect(await driftsOf(here)).toEqual([]);
  });

  it('notices a deleted alias at its next look, and when it was put right', async () => {
    const here = engine.environment();
    await here.settle(4);
    expect(await probeOnce(monitored(here))).toBe(true);
    expect(await driftsOf(here)).toEqual([]);
    const alias = `${here.base}_discrepancies`;
    await putAlias(engine, alias, null);
    expect(await probeOnce(monitored(here))).toBe(true);
    expect(await probeOnce(monitored(here))).toBe(true);
    expect(await driftsOf(here)).toMatchObject([
      { alias, state: 'missing', says: `${alias} is missing.`, until: null },
    ]);
    const repaired = await repairAliases(here.world, here.contract, operator, {
      environment: here.world.environment.name,
      reason: '',
    });
    expect(repaired.ok).toBe(true);
    expect(await probeOnce(monitored(here))).toBe(true);
    const [drift, ...others] = await driftsOf(here);
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ alias, state: 'missing' });
    expect(new Date(drift?.until ?? 0).getTime()).toBeGreaterThan(
      new Date(drift?.since ?? 0).getTime(),
    );
  });

  it('watches an alias that the contract does not name, until it is removed', async () => {
    const here = engine.environment();
    const { world, contract, base } = here;
    const { generations } = await here.settle(2);
    await probeOnce(monitored(here));
    const alias = `${base}_extra`;
    await putAlias(engine, alias, { index: generations[base] ?? '' });
    await probeOnce(monitored(here));
    const drift = { alias, isUnexpected: true, until: null };
    expect(await driftsOf(here)).toMatchObject([drift]);
    const removed = await removeAlias(world, contract, operator, {
      environment: world.environment.name,
      reason: '',
      alias,
    });
    expect(removed.ok).toBe(true);
    await probeOnce(monitored(here));
    expect((await driftsOf(here)).map(({ until }) => until === null)).toEqual([false]);
  });

  it('calls what it cannot read not known, and forgets no drift over it', async () => {
    const here = engine.environment();
    await here.settle(2);
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
    await probeOnce(monitored(here));
    const away: Search = {
      ...here.world.search,
      aliases: () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'No answer' })),
    };
    await probeOnce(monitored(here, away));
    await probeOnce(monitored(here, away));
    expect(await driftsOf(here)).toMatchObject([
      { alias: null, state: 'not-known', until: null },
      { alias, state: 'missing', until: null },
    ]);
    await probeOnce(monitored(here));
    const drifts = await driftsOf(here);
    expect(drifts.map(({ alias: name, until }) => [name, until === null])).toEqual([
      [null, false],
      [alias, true],
    ]);
  });

  it('costs a bounded number of requests, however many aliases there are', async () => {
    const here = engine.environment();
    await here.settle(2);
    const asked: string[] = [];
    const counted = new Proxy(here.world.search, {
      get: (search, name, receiver) => {
        asked.push(String(name));
        // Whatever it is: it is handed on as it is.
        return Reflect.get(search, name, receiver) as unknown;
      },
    });
    await probeOnce(monitored(here, counted));
    expect(asked.sort()).toEqual(['aliases', 'counts', 'describe', 'indexes']);
  });

  it('asks a real engine six things at most, whatever is wrong', async () => {
    if (engine.url === null) return;
    const here = engine.environment();
    const { generations } = await here.settle(2);
    await here.build(1);
    const readers = generations[here.base] ?? '';
    // An alias on two indexes, one on another one, and a filter that the console cannot read.
    const other = (await here.build(1)).generations[here.base] ?? '';
    await putAlias(engine, `${here.base}_discrepancies`, {
      index: other,
      filter: equals('existsInGmc', true),
    });
    const foreign = { match_phrase: { designatedBody: 'x' } };
    const actions = [
      { add: { index: readers, alias: `${here.base}_connections`, filter: foreign } },
      { add: { index: other, alias: `${here.base}_extra`, filter: foreign } },
    ];
    await sendTo(engine.url, 'POST', '/_aliases', { actions });
    const proxy = await faultyProxy(engine.url, () => 'passes');
    const search = await openOpenSearch({ url: proxy.url });
    try {
      expect(await probeOnce(monitored(here, search))).toBe(true);
      expect(proxy.requests.map(({ path }) => path.split('?')[0])).toHaveLength(6);
    } finally {
      await search.close();
      await proxy.close();
    }
  });

  it('notices how a generation was changed, and when it was put right', async () => {
    if (engine.url === null) return;
    const here = engine.environment();
    const { generations } = await here.settle(2);
    const index = generations[here.base] ?? '';
    const refresh = (interval: string | null): Promise<void> =>
      sendTo(engine.url ?? '', 'PUT', `/${index}/_settings`, {
        index: { refresh_interval: interval },
      });
    await probeOnce(monitored(here));
    await refresh('-1');
    await probeOnce(monitored(here));
    await probeOnce(monitored(here));
    const [drift, ...others] = await driftsOf(here);
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ alias: null, index, state: 'different', until: null });
    expect(drift?.says).toContain('Refresh is off');
    await refresh(null);
    await probeOnce(monitored(here));
    expect((await driftsOf(here)).map(({ until }) => until === null)).toEqual([false]);
  });

  it('is one of all processes at a time', async () => {
    const here = engine.environment();
    await here.settle(1);
    const done = await Promise.all(
      ['one', 'two', 'three'].map((holder) => probeOnce({ ...monitored(here), holder })),
    );
    expect(done.filter((was) => was).length).toBeGreaterThanOrEqual(1);
    const rows = await here.world.database.rows<{ n: number }>(
      `select count(*)::integer as n from alias_observation
       where environment = $1 and ended_at is null`,
      [here.world.environment.name],
    );
    const { aliases, indexes } = here.contract;
    expect(rows).toEqual([{ n: aliases.length + indexes.length }]);
  });
});
