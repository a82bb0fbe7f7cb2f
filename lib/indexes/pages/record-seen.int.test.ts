import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import {
  doctor,
  onEverySearchEngine,
  operator,
  putAlias,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { withPages } from '#lib/testing/indexes/with-pages.ts';
import {
  indexesRetentions,
  isSeenDue,
  recordSeen,
  rollBack,
  seenByAll,
  seenByBody,
  type PlannedContract,
} from '../index.ts';

const drop = 0.2;
const hourMs = 3_600_000;

interface Row {
  readonly body: string;
  readonly name: string;
  readonly documents: number | null;
  readonly isOpen: boolean;
}

onEverySearchEngine('what users saw', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const rowsOf = ({ world }: IndexesWorld, about = 'list'): Promise<Row[]> =>
    world.database.rows<Row>(
      `select body, name, documents, ended_at is null as "isOpen" from count_observation
       where environment = $1 and about = $2 order by body, name, id`,
      [world.environment.name, about],
    );
  /** Everything that was counted was counted so many hours earlier. */
  const ageBy = ({ world }: IndexesWorld, hours: number): Promise<number> =>
    world.database.run(
      `update count_observation set since = since - make_interval(hours => $2::integer),
         last_at = last_at - make_interval(hours => $2::integer),
         ended_at = ended_at - make_interval(hours => $2::integer) where environment = $1`,
      [world.environment.name, hours],
    );
  const away = (search: Search): Search => {
    const refused = () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'Away' }));
    return { ...search, counts: refused, group: refused };
  };
  const listOf = async (here: IndexesWorld, contract: PlannedContract, body: string) => {
    // What was asked a moment ago is shared.
    here.later(3);
    const seen = await seenByBody(here.world, contract, body, drop);
    return seen.ok ? seen.value.bodies[0]?.lists.find(({ name }) => name === 'connections') : null;
  };

  it('is written down where it has changed, and only there', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const { generations } = await here.settle(12, contract);
    expect(await recordSeen(here.world, contract)).toBe(true);
    const first = await rowsOf(here);
    expect(first.map(({ body, name }) => `${body} ${name}`)).toEqual([
      '1-BODY0 connections',
      '1-BODY0 discrepancies',
      '1-BODY1 connections',
      '1-BODY1 discrepancies',
      '1-OTHER connections',
      '1-OTHER discrepancies',
    ]);
    expect(await rowsOf(here, 'bodies')).toMatchObject([{ documents: 3, isOpen: true }]);
    expect(await recordSeen(here.world, contract)).toBe(true);
    expect(await rowsOf(here)).toEqual(first);

    const extra = { ...doctor(100), existsInGmc: true, designatedBody: '1-OTHER' };
    await here.edit(generations[here.base] ?? '', extra);
    expect(await recordSeen(here.world, contract)).toBe(true);
    const connections = (await rowsOf(here)).filter(
      ({ body, name }) => body === '1-OTHER' && name === 'connections',
    );
    expect(connections).toMatchObject([
      { documents: 2, isOpen: false },
      { documents: 3, isOpen: true },
    ]);
  });

  it('names no doctor', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(6, contract);
    await recordSeen(here.world, contract);
    const rows = await here.world.database.rows(
      'select * from count_observation where environment = $1',
      [here.world.environment.name],
    );
    expect(JSON.stringify(rows.map(({ id: _id, ...row }) => row))).not.toMatch(/\b7\d{6}\b/);
  });

  it('is not known where it cannot be read, and never nought', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(6, contract);
    await recordSeen(here.world, contract);
    await putAlias(engine, `${here.base}_discrepancies`, null);
    await recordSeen(here.world, contract);
    const open = async () => (await rowsOf(here)).filter(({ isOpen }) => isOpen);
    for (const { name, documents } of await open())
      if (name === 'discrepancies') expect(documents).toBeNull();
      else expect(documents).not.toBeNull();

    const without = { ...here.world, search: away(here.world.search) };
    expect(await recordSeen(without, contract)).toBe(true);
    expect((await open()).map(({ documents }) => documents)).toEqual(Array(6).fill(null));
    const rows = await rowsOf(here);
    expect(await recordSeen(without, contract)).toBe(true);
    expect(await rowsOf(here)).toEqual(rows);
    expect(await rowsOf(here, 'bodies')).toMatchObject([
      { documents: 3, isOpen: false },
      { documents: null, isOpen: true },
    ]);
  });

  it('is due after its interval, and after a swap or roll back', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const first = await here.settle(6, contract);
    const isDue = () => isSeenDue(here.world, hourMs);
    expect(await isDue()).toBe(true);
    await recordSeen(here.world, contract);
    expect(await isDue()).toBe(false);
    await ageBy(here, 2);
    expect(await isDue()).toBe(true);
    await recordSeen(here.world, contract);
    expect(await isDue()).toBe(false);
    await here.settle(5, contract);
    expect(await isDue()).toBe(true);
    await recordSeen(here.world, contract);
    expect(await isDue()).toBe(false);
    const rolled = await rollBack(here.world, contract, operator, {
      environment: here.world.environment.name,
      to: first.run.name,
      reason: '',
    });
    expect(rolled.ok).toBe(true);
    expect(await isDue()).toBe(true);
  });

  it('is not written down where readers were moved while it was counted', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(6, contract);
    await recordSeen(here.world, contract);
    const before = await rowsOf(here);
    const { search } = here.world;
    const moving: Search = {
      ...search,
      counts: async (questions) => {
        const counted = await search.counts(questions);
        await here.settle(2, contract);
        return counted;
      },
    };
    expect(await recordSeen({ ...here.world, search: moving }, contract)).toBe(false);
    expect(await rowsOf(here)).toEqual(before);
    expect(await isSeenDue(here.world, hourMs)).toBe(true);
  });

  it('has a course, with a gap where it was not known or nobody looked', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const { generations } = await here.settle(12, contract);
    expect(await listOf(here, contract, '1-OTHER')).toMatchObject({ documents: 2, trend: [] });
    await recordSeen(here.world, contract);
    // Ten hours ago, and since then nobody looked.
    await ageBy(here, 10);
    const extra = { ...doctor(100), existsInGmc: true, designatedBody: '1-OTHER' };
    await here.edit(generations[here.base] ?? '', extra);
    await recordSeen(here.world, contract);
    const { trend } = (await listOf(here, contract, '1-OTHER')) ?? { trend: [] };
    expect(trend).toHaveLength(31);
    expect(trend[0]).toBe(2);
    expect(trend.slice(10, 30)).toEqual(Array(20).fill(null));
    expect(trend[30]).toBe(3);
    await recordSeen({ ...here.world, search: away(here.world.search) }, contract);
    expect((await listOf(here, contract, '1-OTHER'))?.trend[30]).toBeNull();
  });

  it('is compared with the last count before the swap without that generation', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(60, contract);
    await recordSeen(here.world, contract);
    const counted = await listOf(here, contract, '1-OTHER');
    await here.settle(6, contract);
    await here.world.database.run(
      `update generation set role = 'dropped' where environment = $1 and role = 'previous'`,
      [here.world.environment.name],
    );
    expect(await listOf(here, contract, '1-OTHER')).toMatchObject({
      documents: 1,
      before: counted?.documents,
    });
    const seen = await seenByBody(here.world, contract, '1-OTHER', drop);
    expect(seen).toMatchObject({ ok: true, value: { hasBefore: true, beforeIs: 'last-swap' } });
  });

  it('is compared with the day before where the console has never moved readers', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const { generations } = await here.settle(12, contract);
    await here.world.database.run('delete from reader_change where environment = $1', [
      here.world.environment.name,
    ]);
    await recordSeen(here.world, contract);
    await ageBy(here, 24);
    const extra = { ...doctor(100), existsInGmc: true, designatedBody: '1-OTHER' };
    await here.edit(generations[here.base] ?? '', extra);
    await recordSeen(here.world, contract);
    const seen = await seenByBody(here.world, contract, '1-OTHER', drop);
    expect(seen).toMatchObject({ ok: true, value: { beforeIs: 'day-ago' } });
    expect(await listOf(here, contract, '1-OTHER')).toMatchObject({ documents: 3, before: 2 });
  });

  it('still names a body that has vanished when no generation names it any more', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const { generations } = await here.settle(0, contract);
    const extra = { ...doctor(1), existsInGmc: true, designatedBody: '1-GONE' };
    await here.edit(generations[here.base] ?? '', extra);
    await recordSeen(here.world, contract);
    await here.settle(6, contract);
    await here.settle(6, contract);
    await recordSeen(here.world, contract);
    await ageBy(here, 1);
    const all = await seenByAll(here.world, contract, drop);
    expect(all.ok && all.value.bodies[0]).toMatchObject({
      body: '1-GONE',
      hasVanished: true,
      standsOut: true,
    });
  });

  it('goes after its time, but for what is still so', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const { generations } = await here.settle(12, contract);
    await recordSeen(here.world, contract);
    const extra = { ...doctor(100), existsInGmc: true, designatedBody: '1-OTHER' };
    await here.edit(generations[here.base] ?? '', extra);
    await recordSeen(here.world, contract);
    const now = (await rowsOf(here)).filter(({ isOpen }) => isOpen);
    const clean = async (): Promise<void> => {
      for (const retention of indexesRetentions(here.world, { observations: 400, counts: 30 }))
        for await (const _rows of retention.remove(2)) continue;
    };
    await ageBy(here, 24 * 29);
    await clean();
    expect(await rowsOf(here)).not.toEqual(now);
    await ageBy(here, 24 * 2);
    await clean();
    expect(await rowsOf(here)).toEqual(now);
    // Of a body that nobody has been in for as long nothing is left.
    await here.world.database.run(
      `update count_observation set documents = 0 where environment = $1 and body = '1-OTHER'`,
      [here.world.environment.name],
    );
    await clean();
    expect(await rowsOf(here)).toEqual(now.filter(({ body }) => body !== '1-OTHER'));
  });
});
