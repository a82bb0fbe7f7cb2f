import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import {
  doctor,
  onEverySearchEngine,
  operator,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { getDocuments, probeContract, rollBack } from '../index.ts';

onEverySearchEngine('documents over time', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const probe = ({ world, contract }: IndexesWorld, search: Search = world.search) =>
    probeContract({ ...world, search }, contract);
  const away = (search: Search): Search => ({
    ...search,
    aliases: () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'Away' })),
  });
  /** As the page gets it, of what is counted of this kind under this name. */
  const shown = async ({ world, base }: IndexesWorld, about: 'index' | 'alias', name = base) => {
    const clock = { now: () => new Date() };
    return getDocuments({ ...world, clock }, { about, name });
  };
  const countsOf = async (...given: Parameters<typeof shown>) =>
    (await shown(...given)).points.map(({ documents }) => documents);

  it('are those of the generation that users read and of each alias, as changes', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(12);
    await probe(here);
    await probe(here);
    const { series } = await shown(here, 'index');
    expect(series.filter(({ about }) => about === 'index').map(({ name }) => name)).toEqual(
      [here.base, here.derived].sort(),
    );
    expect(series).toHaveLength(2 + here.contract.aliases.length);
    expect(await countsOf(here, 'index')).toEqual([12]);
    expect(await countsOf(here, 'alias', `${here.base}_connections`)).toEqual([6]);

    await here.edit(generations[here.base] ?? '', doctor(100));
    await probe(here);
    await here.settle(4);
    await probe(here);
    expect(await countsOf(here, 'index')).toEqual([12, 13, 4]);
    expect(await countsOf(here, 'alias', `${here.base}_connections`)).toEqual([6, 7, 2]);
    expect(await countsOf(here, 'alias', here.derived)).toEqual([12, 4]);
  });

  it('are not known while nothing can be read, and never nought', async () => {
    const here = engine.environment();
    await here.settle(3);
    await probe(here);
    await probe(here, away(here.world.search));
    await probe(here, away(here.world.search));
    await probe(here);
    expect(await countsOf(here, 'index')).toEqual([3, null, 3]);
    expect(await countsOf(here, 'alias')).toEqual([3, null, 3]);
  });

  it('are not known where nobody looked for hours', async () => {
    const here = engine.environment();
    await here.settle(3);
    await probe(here);
    await here.world.database.run(
      `update count_observation set since = since - interval '9 hours',
         last_at = last_at - interval '8 hours' where environment = $1`,
      [here.world.environment.name],
    );
    expect(await countsOf(here, 'index')).toEqual([3, null]);
    await here.settle(2);
    await probe(here);
    expect(await countsOf(here, 'index')).toEqual([3, null, 2]);
  });

  it('go with the swaps and roll backs that moved users', async () => {
    const here = engine.environment();
    const first = await here.settle(3);
    const second = await here.settle(2);
    await rollBack(here.world, here.contract, operator, {
      environment: here.world.environment.name,
      to: first.run.name,
      reason: '',
    });
    const { moves } = await shown(here, 'index');
    expect(moves).toMatchObject([
      { kind: 'swap', run: first.run.name },
      { kind: 'swap', run: second.run.name },
      { kind: 'rollback', run: null, actor: operator.name },
    ]);
  });

  it('of 30 days with a change every five minutes are a bounded number of points', async () => {
    const here = engine.environment();
    await here.settle(1);
    await probe(here);
    await here.world.database.run(
      `insert into count_observation
         (environment, about, name, documents, since, last_at, ended_at)
       select $1, 'index', $2, case when n = 4000 then 0 when n = 5000 then null else 1000 + n end,
         clock_timestamp() - make_interval(mins => 5 * n),
         clock_timestamp() - make_interval(mins => 5 * n - 4),
         clock_timestamp() - make_interval(mins => 5 * n - 5)
       from generate_series(1, 9000) n`,
      [here.world.environment.name, here.base],
    );
    const counts = await countsOf(here, 'index');
    expect(counts.length).toBeLessThanOrEqual(900);
    expect(counts.length).toBeGreaterThan(300);
    // However short it was, nothing and not known are among them.
    expect(counts).toContain(0);
    expect(counts).toContain(null);
    expect(counts.at(-1)).toBe(1);
  });

  it('are none before the first probe', async () => {
    const here = engine.environment();
    expect(await shown(here, 'index')).toMatchObject({ of: null, series: [], points: [] });
  });
});
