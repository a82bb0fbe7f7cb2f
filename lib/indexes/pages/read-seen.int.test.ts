import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  doctor,
  onEverySearchEngine,
  onRealSearchEngines,
  operator,
  putAlias,
  type RealSearchEngine,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import {
  asLimitedAccount,
  forbidden,
  forbiddenItems,
} from '#lib/testing/indexes/limited-account.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { Passing, ProxyOutcome } from '#lib/testing/platform/faulty-proxy.ts';
import { withPages } from '#lib/testing/indexes/with-pages.ts';
import {
  checkContractNow,
  getIndexOverview,
  previewRollBack,
  repairAliases,
  rollBack,
  seenByAll,
  seenByBody,
  tryList,
} from '../index.ts';

const drop = 0.2;

const countsOf = (given: readonly ReturnType<typeof doctor>[], body: string) => ({
  connections: given.filter((one) => one.existsInGmc === true && one.designatedBody === body)
    .length,
  discrepancies: given.filter(
    (one) =>
      one.designatedBody !== one.tcsDesignatedBody &&
      [one.designatedBody, one.tcsDesignatedBody].includes(body),
  ).length,
});

onEverySearchEngine('what users see', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const doctors = (count: number) => Array.from({ length: count }, (_, at) => doctor(at));
  const bodies = ['1-BODY0', '1-BODY1', '1-OTHER'];

  it('is counted for each body, beside what it was before the last swap', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(90, contract);
    await here.settle(30, contract);
    const all = await seenByAll(here.world, contract, drop);
    if (!all.ok) throw new Error(all.fault.says);
    expect(all.value).toMatchObject({ hasBefore: true, failedSince: null });
    expect(all.value.bodies.map(({ body }) => body).sort()).toEqual(bodies);
    const marked = all.value.bodies.map(({ standsOut }) => standsOut);
    expect(marked).toEqual([...marked].sort((a, b) => Number(b) - Number(a)));
    for (const { body, lists, standsOut } of all.value.bodies) {
      const [now, before] = [countsOf(doctors(30), body), countsOf(doctors(90), body)];
      expect(lists).toMatchObject([
        { name: 'connections', documents: now.connections, before: before.connections },
        { name: 'discrepancies', documents: now.discrepancies, before: before.discrepancies },
      ]);
      expect(standsOut).toBe(before.discrepancies >= 20 || before.connections >= 20);
      const one = await seenByBody(here.world, contract, body, drop);
      expect(one.ok && one.value.bodies).toMatchObject([{ body, lists, standsOut }]);
    }
  });

  it('is counted anew once users read another generation, however young the count is', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const shown = async (): Promise<number> => {
      const all = await seenByAll(here.world, contract, drop);
      if (!all.ok) throw new Error(all.fault.says);
      const lists = all.value.bodies.find(({ body }) => body === '1-BODY0')?.lists ?? [];
      return lists[0]?.documents ?? -1;
    };
    await here.settle(90, contract);
    expect(await shown()).toBe(countsOf(doctors(90), '1-BODY0').connections);
    const second = await here.settle(30, contract);
    expect(await shown()).toBe(countsOf(doctors(30), '1-BODY0').connections);
    await here.settle(60, contract);
    expect(await shown()).toBe(countsOf(doctors(60), '1-BODY0').connections);
    const back = await rollBack(here.world, contract, operator, {
      environment: here.world.environment.name,
      reason: 'They were right',
      to: second.run.name,
    });
    expect(back.ok).toBe(true);
    expect(await shown()).toBe(countsOf(doctors(30), '1-BODY0').connections);
  });

  it('stands out where a whole body has vanished', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const { generations } = await here.settle(0, contract);
    // What the first generation holds in addition is gone with the swap.
    const extra = { ...doctor(1), existsInGmc: true, designatedBody: '1-GONE' };
    await here.edit(generations[here.base] ?? '', extra);
    await here.settle(6, contract);
    const all = await seenByAll(here.world, contract, drop);
    const gone = all.ok && all.value.bodies.find(({ body }) => body === '1-GONE');
    expect(gone).toBe(all.ok && all.value.bodies[0]);
    expect(gone).toMatchObject({
      standsOut: true,
      hasVanished: true,
      lists: [
        { documents: 0, before: 1, standsOut: true },
        { documents: 0, before: 1, standsOut: true },
      ],
    });
  });

  it('is asked in a bounded number of requests', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(30, contract);
    let requests = 0;
    const { search: plain } = here.world;
    const search: typeof plain = {
      ...plain,
      counts: (questions) => {
        requests += 1;
        return plain.counts(questions);
      },
      group: (...given) => {
        requests += 1;
        return plain.group(...given);
      },
    };
    await seenByAll({ ...here.world, search }, contract, drop);
    expect(requests).toBeLessThanOrEqual(5);
  });

  it('does not say that they are being counted where the engine has refused to', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(3, contract);
    const away = { kind: 'unavailable', says: 'It is away.' } as const;
    const search: typeof here.world.search = {
      ...here.world.search,
      counts: () => Promise.reject(new FaultError(away)),
      group: () => Promise.reject(new FaultError(away)),
    };
    const all = await seenByAll({ ...here.world, search }, contract, drop);
    expect(all).toEqual({
      ok: false,
      fault: {
        kind: 'unavailable',
        says: 'The lists of the designated bodies could not be counted.',
      },
    });
  });

  it('is being counted anew while that is only late, and keeps what was counted', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(3, contract);
    const { search: plain } = here.world;
    const events = new EventEmitter();
    let isSlow = false;
    const search: typeof plain = {
      ...plain,
      counts: async (questions) => {
        if (isSlow) await once(events, 'go on');
        return plain.counts(questions);
      },
    };
    const world = { ...here.world, search };
    const first = await seenByAll(world, contract, drop);
    isSlow = true;
    here.later(180);
    const late = await seenByAll(world, contract, drop);
    events.emit('go on');
    expect([first.ok, late.ok]).toEqual([true, true]);
    expect(late.ok && first.ok && { ...late.value, isBeingCounted: false }).toEqual(
      first.ok && first.value,
    );
    expect(late.ok && late.value.isBeingCounted).toBe(true);
  });

  it('costs the engine once what many ask of it within three seconds', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(30, contract);
    let asked = 0;
    const { search: plain } = here.world;
    const search: typeof plain = {
      ...plain,
      aliases: () => {
        asked += 1;
        return plain.aliases();
      },
      counts: (questions) => {
        asked += 1;
        return plain.counts(questions);
      },
    };
    const world = { ...here.world, search };
    const questions = [
      () => checkContractNow(world, contract),
      () => seenByBody(world, contract, '1-OTHER', 0.2),
      () => tryList(world, contract, { list: 'discrepancies', body: '1-OTHER' }),
    ];
    for (const read of questions) {
      const before = asked;
      const first = await read();
      const once = asked;
      expect(once).toBeGreaterThan(before);
      expect(await Promise.all([read(), read(), read()])).toEqual([first, first, first]);
      expect(asked).toBe(once);
      here.later(3);
      await read();
      expect(asked).toBeGreaterThan(once);
    }
    const all = asked;
    await here.settle(6, contract);
    for (const read of questions) await read();
    expect(asked).toBeGreaterThan(all + 2);
  });

  it('tells whether one list works, and with which count', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(30, contract);
    const asked = { list: 'discrepancies', body: '1-OTHER' };
    expect(await tryList(here.world, contract, asked)).toMatchObject({
      ok: true,
      value: {
        state: 'works',
        documents: countsOf(doctors(30), '1-OTHER').discrepancies,
        says: null,
      },
    });
    await putAlias(engine, `${here.base}_discrepancies`, null);
    here.later(3);
    expect(await tryList(here.world, contract, asked)).toMatchObject({
      ok: true,
      value: { state: 'fails', documents: null },
    });
    const seen = await seenByBody(here.world, contract, '1-OTHER', drop);
    expect(seen.ok && seen.value.bodies[0]?.lists.map(({ documents }) => documents)).toEqual([
      countsOf(doctors(30), '1-OTHER').connections,
      null,
    ]);
    expect(await tryList(here.world, contract, { ...asked, list: 'all' })).toMatchObject({
      ok: false,
      fault: { kind: 'not-found' },
    });
  });
  it('is refused for a body that nobody knows, not for one with nothing on its lists', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    const { generations } = await here.settle(30, contract);
    const quiet = { ...doctor(40), existsInGmc: false, tcsDesignatedBody: '1-QUIET' };
    await here.edit(generations[here.base] ?? '', { ...quiet, designatedBody: '1-QUIET' });
    for (const read of [
      (body: string) => seenByBody(here.world, contract, body, drop),
      (body: string) => tryList(here.world, contract, { list: 'connections', body }),
    ]) {
      const refused = await read('NOPE');
      expect(refused).toMatchObject({ ok: false, fault: { kind: 'not-found' } });
      expect(refused.ok ? '' : refused.fault.says).toContain('No designated body “NOPE” is known');
      expect((await read('1-QUIET')).ok).toBe(true);
      expect((await read('1-OTHER')).ok).toBe(true);
    }
  });

  it('is not known, rather than of nobody, where no index can be read', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(6, contract);
    await putAlias(engine, here.base, null);
    await putAlias(engine, `${here.base}_discrepancies`, null);
    const seen = await seenByBody(here.world, contract, 'NOPE', drop);
    expect(seen.ok && seen.value.bodies[0]?.lists.map(({ documents }) => documents)).toContain(
      null,
    );
  });
});

onRealSearchEngines('what an account may not count of what users see', (open) => {
  let engine: RealSearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const right = 'view_index_metadata';
  const isSearch = ({ path }: Passing): boolean => /_search|_count/.test(path);

  it.each<{
    readonly what: string;
    readonly decide: (passing: Passing) => ProxyOutcome;
    readonly bodies: readonly string[];
  }>([
    {
      what: 'search at all',
      decide: (passing) =>
        passing.path.startsWith('/_msearch') || isSearch(passing) ? forbidden : 'passes',
      bodies: [],
    },
    {
      what: 'search any of the indexes',
      decide: (passing) =>
        passing.path.startsWith('/_msearch')
          ? forbiddenItems(passing)
          : isSearch(passing)
            ? forbidden
            : 'passes',
      bodies: [],
    },
    {
      what: 'count what users read',
      decide: (passing) =>
        passing.path.startsWith('/_msearch') ? forbiddenItems(passing) : 'passes',
      bodies: ['1-BODY0', '1-BODY1', '1-OTHER'],
    },
  ])('is said with the missing right where it may not $what', async ({ decide, bodies }) => {
    const here = engine.environment();
    const contract = withPages(here);
    const first = await here.settle(6, contract);
    await here.settle(6, contract);
    await asLimitedAccount(engine.url, decide, async ({ search }) => {
      const world = { ...here.world, search };
      const all = await seenByAll(world, contract, drop);
      expect(all).toMatchObject({ ok: true, value: { failedSince: null } });
      if (!all.ok) throw new Error(all.fault.says);
      expect(all.value.refused).toContain(right);
      expect(all.value.bodies.map(({ body }) => body)).toEqual(bodies);
      const one = await seenByBody(world, contract, '1-OTHER', drop);
      expect(one.ok && one.value.refused).toContain(right);
      expect(one.ok && one.value.bodies[0]?.lists.map(({ documents }) => documents)).toEqual([
        null,
        null,
      ]);
      const trial = await tryList(world, contract, { list: 'connections', body: '1-OTHER' });
      expect(trial).toMatchObject({ ok: true, value: { state: 'not-known', documents: null } });
      expect(trial.ok && trial.value.says).toContain(right);
      const overview = await getIndexOverview(world, contract, world.environment.name);
      expect(overview.uncounted).toContain(right);
      const back = await previewRollBack(world, contract, first.generations[here.base] ?? '');
      expect(back.ok ? back.value.notes.join() : back.fault.says).toContain(right);
    });
  });

  it('leaves it not known whether the lists work after a repair', async () => {
    const here = engine.environment();
    const contract = withPages(here);
    await here.settle(6, contract);
    await putAlias(engine, `${here.base}_connections`, null);
    let isRepaired = false;
    const decide = (passing: Passing): ProxyOutcome => {
      isRepaired ||= passing.method === 'POST' && passing.path === '/_aliases';
      return isRepaired && passing.path.startsWith('/_msearch')
        ? forbiddenItems(passing)
        : 'passes';
    };
    await asLimitedAccount(engine.url, decide, async ({ search }) => {
      const world = { ...here.world, search };
      const environment = world.environment.name;
      const done = await repairAliases(world, contract, operator, { environment, reason: '' });
      expect(done).toMatchObject({ ok: true, value: { lists: [{ state: 'not-known' }] } });
      expect(done.ok && done.value.warnings.join()).toContain('is not known');
      expect(done.ok && done.value.warnings.join()).not.toContain('does not work');
    });
  });
});
