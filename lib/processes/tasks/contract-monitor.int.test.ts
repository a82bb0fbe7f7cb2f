import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import {
  checkContract,
  getIndexOverview,
  indexesShell,
  listGenerationsIn,
  removeAlias,
  retireGeneration,
  repairAliases,
  rollBack,
} from '#lib/indexes/index.ts';
import {
  onEverySearchEngine,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { until } from '#lib/testing/platform/until.ts';
import { equals } from '#lib/platform/search/conditions.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { acquireLease } from '#lib/platform/database/lease.ts';
import { contractMonitorTask, probeOnce, type MonitoredWorld } from './contract-monitor.ts';

onEverySearchEngine('the contract monitor', (open, { isReal, itReal }) => {
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
    expect(await probeOnce(monitored(here))).toBe('unsettled');
    expect(await driftsOf(here)).toEqual([]);
  });

  it('notices a deleted alias at its next look, and when it was put right', async () => {
    const here = engine.environment();
    await here.settle(4);
    expect(await probeOnce(monitored(here))).toBe('probed');
    expect(await driftsOf(here)).toEqual([]);
    const alias = `${here.base}_discrepancies`;
    await putAlias(engine, alias, null);
    expect(await probeOnce(monitored(here))).toBe('probed');
    expect(await probeOnce(monitored(here))).toBe('probed');
    expect(await driftsOf(here)).toMatchObject([
      { alias, state: 'missing', says: `${alias} is missing.`, until: null },
    ]);
    const repaired = await repairAliases(here.world, here.contract, operator, {
      environment: here.world.environment.name,
      reason: '',
    });
    expect(repaired.ok).toBe(true);
    // Whoever repairs has looked at once: no probe is waited for.
    const [drift, ...others] = await driftsOf(here);
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ alias, state: 'missing' });
    expect(new Date(drift?.until ?? 0).getTime()).toBeGreaterThan(
      new Date(drift?.since ?? 0).getTime(),
    );
    const told = await here.world.database.rows(
      `select title, is_resolved as over from notice where environment = $1
         and event = 'contract-drift' and title like $2 order by at`,
      [here.world.environment.name, `%${alias}%`],
    );
    const title = `The alias ${alias} is not as the contract says`;
    expect(told).toEqual([
      { title, over: false },
      { title, over: true },
    ]);
  });

  it('looks at once where readers are rolled back, and where an alias is removed', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    await here.settle(5);
    const extra = `${here.base}_extra`;
    await putAlias(engine, extra, { index: first.generations[here.derived] ?? '' });
    await putAlias(engine, `${here.base}_discrepancies`, null);
    expect(await probeOnce(monitored(here))).toBe('probed');
    const asked = { environment: here.world.environment.name, reason: 'Wrong bodies' };
    const back = { ...asked, to: first.run.name };
    expect(await rollBack(here.world, here.contract, operator, back)).toMatchObject({ ok: true });
    const goesOn = async () =>
      (await driftsOf(here)).filter(({ until }) => until === null).map(({ alias }) => alias);
    // Readers have come to the index that it leads to.
    expect(await goesOn()).toEqual([extra]);
    const away = { ...asked, alias: extra };
    expect(await removeAlias(here.world, here.contract, operator, away)).toMatchObject({
      ok: true,
    });
    expect(await goesOn()).toEqual([]);
  });

  describe('of what a person asked for and got no answer', () => {
    const noAnswer = (): Promise<never> =>
      Promise.reject(new FaultError({ kind: 'unavailable', says: 'Away.' }));
    const rowsOf = ({ world }: IndexesWorld) =>
      world.database.rows<{ kind: string; outcome: string }>(
        "select kind, outcome from reader_change where environment = $1 and kind <> 'swap'",
        [world.environment.name],
      );
    const auditsOf = ({ world }: IndexesWorld) =>
      world.database.rows(
        `select actor, action, target, outcome, reason, request_id as "requestId" from audit
         where environment = $1 order by id`,
        [world.environment.name],
      );
    /** As if it had been sent longer ago than a search engine may take. */
    async function longAgo({ world }: IndexesWorld): Promise<void> {
      for (const sent of ['audit where', "reader_change where outcome <> 'done' and"]) {
        const [table = '', which = ''] = sent.split(' where');
        await world.database.run(
          `update ${table} set at = at - interval '5 minutes' where${which} environment = $1`,
          [world.environment.name],
        );
      }
    }

    /** Ends in the moment in which it has sent its request, or before; knows nothing any more. */
    function dying({ world }: IndexesWorld, isSent: boolean): IndexesWorld['world'] {
      let isDead = false;
      const { database } = world;
      const onlyAlive = <T>(work: () => Promise<T>): Promise<T> =>
        isDead ? new Promise<never>(() => undefined) : work();
      return {
        ...world,
        database: {
          ...database,
          rows: (text, params) => onlyAlive(() => database.rows<never>(text, params)),
          run: (text, params) => onlyAlive(() => database.run(text, params)),
          transaction: (work) => onlyAlive(() => database.transaction(work)),
        },
        search: {
          ...world.search,
          async swap(plan) {
            if (isSent) await world.search.swap(plan);
            isDead = true;
            return new Promise<never>(() => undefined);
          },
        },
      };
    }
    const asked = ({ world }: IndexesWorld) => ({
      environment: world.environment.name,
      reason: 'Wrong bodies',
    });
    /** What a process that dies in it was asked for; resolves when it has sent it. */
    async function diesIn(
      here: IndexesWorld,
      isSent: boolean,
      command: (world: IndexesWorld['world']) => Promise<unknown>,
    ): Promise<void> {
      void command(dying(here, isSent));
      await until('the request to be written down', async () => (await rowsOf(here)).length > 0);
      if (isSent)
        await until('the readers to move', async () => (await missingOf(here)).length === 0);
      await longAgo(here);
    }
    const missingOf = async (here: IndexesWorld) =>
      (await checkContract(here.world, here.contract.aliases)).filter(
        ({ state }) => state !== 'matches',
      );
    const begunThen = (
      here: IndexesWorld,
      action: string,
      target: string,
      outcome: 'done' | 'failed',
    ) =>
      ['begun', outcome].map((one) => ({
        actor: one === 'begun' ? operator.name : 'system',
        ...{ action, target, outcome: one, reason: 'Wrong bodies' },
        requestId: operator.requestId,
      }));

    const retired = async (
      here: IndexesWorld,
      generation: string,
      drops: number,
    ): Promise<readonly string[]> => {
      const { world } = here;
      const dropped: string[] = [];
      const dead = (): Promise<never> => new Promise<never>(() => undefined);
      const search: Search = {
        ...world.search,
        async drop(index) {
          await world.search.drop(index);
          dropped.push(index);
          if (dropped.length === drops) await dead();
        },
      };
      void retireGeneration({ ...world, search }, operator, { ...asked(here), generation });
      await until('it to die', () => Promise.resolve(dropped.length === drops));
      await until('it to be begun', async () => (await auditsOf(here)).length > 0);
      const at = (minutes: number) =>
        world.database.run(
          `update audit set at = at - make_interval(mins => $2::integer) where environment = $1`,
          [world.environment.name, minutes],
        );
      await at(5);
      expect(await probeOnce(monitored(here))).toBe('probed');
      // It may still be at it.
      expect(await auditsOf(here)).toHaveLength(1);
      await at(15);
      expect(await probeOnce(monitored(here))).toBe('probed');
      expect(await probeOnce(monitored(here))).toBe('probed');
      return dropped;
    };

    it('records what became of a retirement whose process died, whole or in part', async () => {
      for (const isWhole of [true, false]) {
        const here = engine.environment();
        const first = await here.settle(4);
        await here.settle(4);
        await here.settle(4);
        const target = first.run.name;
        const all = Object.values(first.generations);
        const dropped = await retired(here, target, isWhole ? all.length : all.length - 1);
        const outcome = isWhole ? 'done' : 'failed';
        expect(await auditsOf(here)).toEqual(begunThen(here, 'indexes.retire', target, outcome));
        const [{ says } = { says: null }] = await here.world.database.rows<{ says: string | null }>(
          `select fault->>'says' as says from audit where environment = $1 and actor = 'system'`,
          [here.world.environment.name],
        );
        const left = all.filter((index) => !dropped.includes(index)).join();
        expect(says ?? '').toMatch(isWhole ? /^$/ : `Still there: ${left}. Retire it again`);
      }
    });

    it('records a repair that was carried out when its process died', async () => {
      const here = engine.environment();
      await here.settle(4);
      const alias = `${here.base}_discrepancies`;
      await putAlias(engine, alias, null);
      await diesIn(here, true, (world) =>
        repairAliases(world, here.contract, operator, { ...asked(here), alias }),
      );
      expect(await rowsOf(here)).toEqual([{ kind: 'repair', outcome: 'sent' }]);
      expect(await probeOnce(monitored(here))).toBe('probed');
      expect(await rowsOf(here)).toEqual([{ kind: 'repair', outcome: 'done' }]);
      expect(await auditsOf(here)).toEqual(begunThen(here, 'indexes.repair', alias, 'done'));
      expect(await probeOnce(monitored(here))).toBe('probed');
      expect(await auditsOf(here)).toHaveLength(2);
    });

    it('records that one was not carried out, once the engine cannot do it late', async () => {
      const here = engine.environment();
      await here.settle(4);
      const alias = `${here.base}_discrepancies`;
      await putAlias(engine, alias, null);
      await diesIn(here, false, (world) =>
        repairAliases(world, here.contract, operator, { ...asked(here), alias }),
      );
      expect(await probeOnce(monitored(here))).toBe('probed');
      expect(await rowsOf(here)).toEqual([{ kind: 'repair', outcome: 'not-done' }]);
      expect(await auditsOf(here)).toEqual(begunThen(here, 'indexes.repair', alias, 'failed'));
      expect(await repairAliases(here.world, here.contract, operator, asked(here))).toMatchObject({
        ok: true,
      });
    });

    it('gives up the copy of an index that was to make way and did not', async () => {
      const here = engine.environment();
      await here.settle(4);
      const alias = `${here.base}_connections`;
      await putAlias(engine, alias, null);
      const [family] = here.contract.indexes;
      if (family === undefined) throw new Error('no family');
      await engine.search.create({ ...family, name: alias });
      await diesIn(here, false, (world) =>
        repairAliases(world, here.contract, operator, { ...asked(here), alias }),
      );
      const names = async () =>
        (await engine.search.indexes(`${alias}*`)).map(({ name }) => name).sort();
      expect(await names()).toHaveLength(2);
      expect(await probeOnce(monitored(here))).toBe('probed');
      expect(await rowsOf(here)).toEqual([{ kind: 'repair', outcome: 'not-done' }]);
      expect(await names()).toEqual([alias]);
    });

    it('records a roll back that was carried out, with what readers use now', async () => {
      const here = engine.environment();
      const first = await here.settle(4);
      const second = await here.settle(5);
      const to = first.run.name;
      void rollBack(dying(here, true), here.contract, operator, { ...asked(here), to });
      await until('the readers to move', async () => (await engine.search.count(here.base)) === 4);
      await longAgo(here);
      expect(await probeOnce(monitored(here))).toBe('probed');
      expect(await rowsOf(here)).toEqual([{ kind: 'rollback', outcome: 'done' }]);
      expect(await auditsOf(here)).toEqual(begunThen(here, 'indexes.rollback', to, 'done'));
      const records = await listGenerationsIn(here.world.database, [here.world.environment.name]);
      const roles = Object.fromEntries(records.map(({ index, role }) => [index, role]));
      expect(roles).toMatchObject({
        [first.generations[here.base] ?? '']: 'live',
        [second.generations[here.base] ?? '']: 'previous',
      });
      expect(await driftsOf(here)).toEqual([]);
    });

    it('settles one whose answer was lost as soon as the engine answers again', async () => {
      const here = engine.environment();
      await here.settle(4);
      const alias = `${here.base}_discrepancies`;
      await putAlias(engine, alias, null);
      let isAway = false;
      const search: Search = {
        ...engine.search,
        aliases: () => (isAway ? noAnswer() : engine.search.aliases()),
        async swap(plan) {
          await engine.search.swap(plan);
          isAway = true;
          return noAnswer();
        },
      };
      const cut = { ...here.world, search };
      expect(await repairAliases(cut, here.contract, operator, asked(here))).toMatchObject({
        ok: false,
      });
      expect(await probeOnce(monitored(here, search))).toBe('probed');
      expect(await rowsOf(here)).toEqual([{ kind: 'repair', outcome: 'not-known' }]);
      isAway = false;
      expect(await probeOnce(monitored(here))).toBe('probed');
      expect(await rowsOf(here)).toEqual([{ kind: 'repair', outcome: 'done' }]);
    });

    it('says of one that it is not known where readers were moved again since', async () => {
      const here = engine.environment();
      const first = await here.settle(4);
      await here.settle(5);
      const to = first.run.name;
      void rollBack(dying(here, false), here.contract, operator, { ...asked(here), to });
      await until('the request', async () => (await rowsOf(here)).length > 0);
      await longAgo(here);
      await here.settle(6);
      expect(await probeOnce(monitored(here))).toBe('probed');
      expect(await rowsOf(here)).toEqual([{ kind: 'rollback', outcome: 'overtaken' }]);
      expect(await engine.search.count(here.base)).toBe(6);
    });
  });

  interface Wrong {
    readonly here: IndexesWorld;
    readonly alias: string;
    /** What the alias should lead to. */
    readonly index: string;
    readonly other: string;
  }
  const sendActions = (...actions: object[]): Promise<void> =>
    sendTo(engine.url ?? '', 'POST', '/_aliases', { actions });

  interface Kind {
    what: string;
    /** The embedded search side cannot be made so. */
    isOfEnginesOnly: boolean;
    make: (wrong: Wrong) => Promise<void>;
    says: (wrong: Wrong) => string;
  }
  const kinds: readonly Kind[] = [
    {
      what: 'an alias that has lost its filter',
      isOfEnginesOnly: false,
      make: ({ alias, index }) => putAlias(engine, alias, { index }),
      says: ({ alias }) => `${alias} has no filter: it shows 4 documents instead of 2.`,
    },
    {
      what: 'an alias with another filter',
      isOfEnginesOnly: false,
      make: ({ alias, index }) =>
        putAlias(engine, alias, { index, filter: equals('existsInGmc', false) }),
      says: ({ alias }) => `${alias} has another filter: it shows 2 documents today, as it should.`,
    },
    {
      what: 'an alias that leads elsewhere',
      isOfEnginesOnly: false,
      make: ({ alias, other }) =>
        putAlias(engine, alias, { index: other, filter: equals('existsInGmc', true) }),
      says: ({ alias, index, other }) =>
        `${alias} points at ${other} instead of ${index}: it shows 1 document instead of 2.`,
    },
    {
      what: 'a second index behind an alias',
      isOfEnginesOnly: true,
      make: ({ alias, other }) => sendActions({ add: { index: other, alias } }),
      says: ({ alias, other }) =>
        `An extra index is behind ${alias}: ${other}. Readers get all of them.`,
    },
    {
      what: 'an alias with routing',
      isOfEnginesOnly: true,
      make: ({ alias, index }) =>
        sendActions({
          add: { index, alias, routing: 'x', filter: { term: { existsInGmc: true } } },
        }),
      says: ({ alias }) => `${alias} reads one part of the index only (`,
    },
    {
      what: 'an index in place of an alias',
      isOfEnginesOnly: false,
      async make({ here, alias }) {
        await putAlias(engine, alias, null);
        const [family] = here.contract.indexes;
        if (family === undefined) throw new Error('no family');
        await engine.search.create({ ...family, name: alias });
      },
      says: ({ alias }) =>
        `${alias} is an index, not an alias: created by a service that started while the alias ` +
        'was missing; it will never be updated.',
    },
  ];
  it.each(kinds.filter(({ isOfEnginesOnly }) => isReal || !isOfEnginesOnly))(
    'notices $what, and its end',
    async ({ make, says }) => {
      const here = engine.environment();
      const { generations } = await here.settle(4);
      const { generations: others } = await here.build(1);
      const wrong = {
        here,
        alias: `${here.base}_connections`,
        index: generations[here.base] ?? '',
        other: others[here.base] ?? '',
      };
      await probeOnce(monitored(here));
      await make(wrong);
      await probeOnce(monitored(here));
      await probeOnce(monitored(here));
      const [drift, ...more] = await driftsOf(here);
      expect(more).toEqual([]);
      expect(drift).toMatchObject({ alias: wrong.alias, state: 'different', until: null });
      expect(drift?.says).toContain(says(wrong));
      const repaired = await repairAliases(here.world, here.contract, operator, {
        environment: here.world.environment.name,
        reason: '',
      });
      expect(repaired).toMatchObject({ ok: true, value: { repaired: [wrong.alias] } });
      await probeOnce(monitored(here));
      expect((await driftsOf(here)).map(({ until }) => until === null)).toEqual([false]);
    },
  );

  it('shows one beginning and one end of a drift that changes its form', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(4);
    await probeOnce(monitored(here));
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
    await probeOnce(monitored(here));
    const [begun] = await driftsOf(here);
    await putAlias(engine, alias, { index: generations[here.base] ?? '' });
    await probeOnce(monitored(here));
    const [drift, ...others] = await driftsOf(here);
    expect(others).toEqual([]);
    const forms = [{ says: `${alias} is missing.`, since: begun?.since }];
    const other = { alias, state: 'different', since: begun?.since, earlier: forms };
    expect(drift).toMatchObject({ ...other, until: null });
    const { name } = here.world.environment;
    const shellNow = async () => {
      const contract = { ...here.contract, version: 1, planned: here.contract, edit: null };
      const rows = await listGenerationsIn(here.world.database, [name]);
      const contracts = new Map([[name, contract]]);
      return (await indexesShell({ environments: [here.world] }, contracts, rows, 60_000)).get(
        name,
      );
    };
    expect((await shellNow())?.driftSince).toEqual({ [alias]: begun?.since });
    const repaired = await repairAliases(here.world, here.contract, operator, {
      environment: here.world.environment.name,
      reason: '',
    });
    expect(repaired.ok).toBe(true);
    await probeOnce(monitored(here));
    expect((await shellNow())?.driftSince).toEqual({});
    const [over, ...more] = await driftsOf(here);
    expect(more).toEqual([]);
    expect(over).toMatchObject(other);
    expect(Date.parse(over?.until ?? '')).toBeGreaterThan(Date.parse(over?.since ?? ''));
    // What was right in between is another one.
    await putAlias(engine, alias, null);
    await probeOnce(monitored(here));
    const [second, first] = await driftsOf(here);
    expect(second).toMatchObject({ state: 'missing', until: null, earlier: [] });
    expect(first).toEqual(over);
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

  it('calls what it cannot read not known where a swap is not recorded yet either', async () => {
    const here = engine.environment();
    await here.settle(2);
    await probeOnce(monitored(here));
    const { run, generations } = await here.build(3);
    await here.world.database.run(
      `insert into run (id, environment, number, pipeline, pipeline_version, state, started_by,
         reason, request_id, as_of, ended_at, phase, generations, swap)
       values ($1, $2, $3, 'none', 1, 'settled', 'test', '', 'test', '2026-11-21', now(), 'moved',
         $4::jsonb, '{"moves": [], "removeIndexes": []}')`,
      [run.id, here.world.environment.name, run.number, JSON.stringify(generations)],
    );
    const away = (): Promise<never> =>
      Promise.reject(new FaultError({ kind: 'unavailable', says: 'No answer' }));
    const search: Search = { ...here.world.search, aliases: away, indexes: away };
    expect(await probeOnce(monitored(here, search))).toBe('probed');
    expect(await driftsOf(here)).toMatchObject([{ state: 'not-known', until: null }]);
  });

  itReal('notices how a generation was changed, and when it was put right', async () => {
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
    expect(done.filter((outcome) => outcome === 'probed').length).toBeGreaterThanOrEqual(1);
    const rows = await here.world.database.rows<{ n: number }>(
      `select count(*)::integer as n from alias_observation
       where environment = $1 and ended_at is null`,
      [here.world.environment.name],
    );
    const { aliases, indexes } = here.contract;
    expect(rows).toEqual([{ n: aliases.length + indexes.length }]);
  });

  const leaseOf = ({ world }: IndexesWorld): string => `contract-monitor:${world.environment.name}`;
  const expire = (here: IndexesWorld): Promise<number> =>
    here.world.database.run(
      `update lease set expires_at = clock_timestamp() - interval '1 second' where name = $1`,
      [leaseOf(here)],
    );

  it('takes over from a process that was killed in a probe once its lease is over', async () => {
    const here = engine.environment();
    await here.settle(1);
    const { database } = here.world;
    // So long at most is nobody looking: a lease of three seconds, and a look within one more.
    expect(await acquireLease(database, leaseOf(here), 'killed', 3_000)).not.toBeNull();
    const alias = `${here.base}_discrepancies`;
    await putAlias(engine, alias, null);
    const stopping = new AbortController();
    const pauses: number[] = [];
    let nowMs = 0;
    await contractMonitorTask(monitored(here), {
      nowMs: () => (nowMs += 10),
      async pause(ms) {
        pauses.push(ms);
        if (pauses.length === 1) await expire(here);
        else stopping.abort();
      },
    }).start(stopping.signal, () => undefined);
    expect(pauses).toEqual([1_000, 59_990]);
    expect(await driftsOf(here)).toMatchObject([{ alias, state: 'missing', until: null }]);
  });

  it('records nothing of a probe that was overtaken', async () => {
    const here = engine.environment();
    await here.settle(1);
    const search: Search = {
      ...here.world.search,
      aliases: async () => {
        await expire(here);
        expect(await probeOnce({ ...monitored(here), holder: 'another' })).toBe('probed');
        return [];
      },
    };
    expect(await probeOnce(monitored(here, search))).toBe('probed');
    expect(await driftsOf(here)).toEqual([]);
  });

  it('holds nothing against readers that a person moves meanwhile', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    await here.settle(5);
    const back = { environment: here.world.environment.name, reason: 'Wrong', to: first.run.name };
    const outcomes: unknown[] = [];
    const search: Search = {
      ...here.world.search,
      aliases: async () => {
        outcomes.push(await rollBack(here.world, here.contract, operator, back));
        return here.world.search.aliases();
      },
    };
    expect(await probeOnce(monitored(here, search))).toBe('held');
    expect(outcomes).toMatchObject([{ ok: true }]);
    expect(await driftsOf(here)).toEqual([]);
    expect(await probeOnce(monitored(here))).toBe('probed');
    expect(await driftsOf(here)).toEqual([]);
  });

  it('holds nothing against readers whom somebody else moves after a repair', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    await here.settle(5);
    expect(await probeOnce(monitored(here))).toBe('probed');
    const alias = `${here.base}_discrepancies`;
    await putAlias(engine, alias, null);
    const { name: environment } = here.world.environment;
    const isDone = async (kind: string): Promise<boolean> =>
      (
        await here.world.database.rows(
          "select 1 from reader_change where environment = $1 and kind = $2 and outcome = 'done'",
          [environment, kind],
        )
      ).length > 0;
    const rolling: Promise<unknown>[] = [];
    const search: Search = {
      ...here.world.search,
      aliases: async () => {
        // The look after the repair.
        if (rolling.length === 0 && (await isDone('repair'))) {
          const back = { environment, reason: 'Wrong', to: first.run.name };
          rolling.push(rollBack(here.world, here.contract, operator, back));
          await until('readers to be moved', () => isDone('rollback'));
        }
        return here.world.search.aliases();
      },
    };
    const repaired = await repairAliases({ ...here.world, search }, here.contract, operator, {
      environment,
      reason: 'Seen by support',
    });
    expect(repaired).toMatchObject({ ok: true });
    expect(await Promise.all(rolling)).toMatchObject([{ ok: true }]);
    expect(await driftsOf(here)).toEqual([]);
  });

  it('looks again where a change is on its way', async () => {
    const here = engine.environment();
    await here.settle(4);
    const { database, environment } = here.world;
    const sent = (outcome: string): Promise<number> =>
      database.run(`update reader_change set outcome = $2 where environment = $1`, [
        environment.name,
        outcome,
      ]);
    await putAlias(engine, `${here.base}_discrepancies`, null);
    await sent('sent');
    expect(await probeOnce(monitored(here))).toBe('held');
    expect(await driftsOf(here)).toEqual([]);
    await sent('done');
    expect(await probeOnce(monitored(here))).toBe('probed');
    expect(await driftsOf(here)).toHaveLength(1);
  });

  it('keeps its lease for as long as a probe takes', async () => {
    const here = engine.environment();
    await here.settle(1);
    const { database } = here.world;
    const lastsUntil = async (): Promise<number> => {
      const [row] = await database.rows<{ at: Date }>(
        'select expires_at as at from lease where name = $1',
        [leaseOf(here)],
      );
      return row?.at.getTime() ?? 0;
    };
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const search: Search = {
        ...here.world.search,
        aliases: async () => {
          const before = await lastsUntil();
          vi.advanceTimersByTime(1_000);
          await until('the lease to be renewed', async () => (await lastsUntil()) > before);
          return here.world.search.aliases();
        },
      };
      expect(await probeOnce(monitored(here, search))).toBe('probed');
    } finally {
      vi.useRealTimers();
    }
  });
});
