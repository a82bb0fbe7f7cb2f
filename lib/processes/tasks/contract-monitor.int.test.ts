import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { getIndexOverview, repairAliases } from '#lib/indexes/index.ts';
import {
  onEverySearchEngine,
  operator,
  putAlias,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
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
    expect(asked.sort()).toEqual(['aliases', 'counts', 'indexes']);
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
    expect(rows).toEqual([{ n: here.contract.aliases.length }]);
  });
});
