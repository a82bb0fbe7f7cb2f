import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { equals } from '#lib/platform/search/conditions.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { awayAfterSwap } from '#lib/testing/indexes/away-after-swap.ts';
import {
  doctor,
  onEverySearchEngine,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { until } from '#lib/testing/platform/until.ts';
import { withPages } from '#lib/testing/indexes/with-pages.ts';
import {
  adoptIndex,
  checkContract,
  getIndexOverview,
  listGenerationsIn,
  previewRollBack,
  readContracts,
  repairAliases,
  retireGeneration,
  rollBack,
  settleSwap,
  type PlannedContract,
  type RollBack,
} from '../index.ts';

onEverySearchEngine('going back', (open, { itReal }) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const rollBackIn = (
    { world, contract }: IndexesWorld,
    to: string,
    more: Partial<RollBack> = {},
    current: PlannedContract = contract,
  ) =>
    rollBack(world, current, operator, {
      environment: world.environment.name,
      reason: 'Wrong bodies',
      to,
      ...more,
    });

  const retireIn = ({ world }: IndexesWorld, generation: string) =>
    retireGeneration(world, operator, {
      environment: world.environment.name,
      reason: 'Space',
      generation,
    });

  const rolesOf = async ({ world, contract }: IndexesWorld) =>
    Object.fromEntries(
      (await getIndexOverview(world, contract, world.environment.name)).generations.map((row) => [
        row.index,
        row.role,
      ]),
    );

  it('says what becomes of an alias that the contract does not name', async () => {
    const here = engine.environment();
    const first = await here.settle(2);
    const second = await here.settle(2);
    const alias = `${here.base}_extra`;
    const live = second.generations[here.base] ?? '';
    await putAlias(engine, alias, { index: live });
    // Its type is `any`.
    const stays = expect.stringContaining(`The alias ${alias} points at ${live},`) as string;
    const preview = await previewRollBack(here.world, here.contract, first.run.name);
    expect(preview).toMatchObject({ ok: true, value: { notes: [stays] } });
    expect(await rollBackIn(here, first.run.name)).toMatchObject({
      ok: true,
      value: { warnings: [stays] },
    });
    expect(await engine.search.aliases()).toContainEqual(
      expect.objectContaining({ name: alias, index: live }),
    );
  });

  it('moves all readers at once, with what they lose counted first', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    const second = await here.settle(6);
    const live = second.generations[here.base] ?? '';
    // What services write through the aliases; only the console's own bulk writes are sealed.
    await here.edit(live, doctor(40));
    const preview = await previewRollBack(here.world, here.contract, first.run.name);
    if (!preview.ok) throw new Error(preview.fault.says);
    expect(preview.value).toMatchObject({ loss: { changed: 1, removed: 0 } });
    expect(
      preview.value.moves.map(({ before, after }) => [before.documents, after.documents]),
    ).toEqual([
      [7, 4],
      [4, 2],
      [2, 2],
      [6, 4],
    ]);
    const done = await rollBackIn(
      here,
      first.run.name,
      { preview: preview.value.key },
      withPages(here),
    );
    expect(done).toMatchObject({
      ok: true,
      value: {
        warnings: [],
        lists: [
          { name: 'connections', says: null },
          { name: 'discrepancies', says: null },
        ],
      },
    });
    const told = await here.world.database.rows<{ title: string; text: string }>(
      `select title, text from notice where environment = $1 and event = 'rolled-back'`,
      [here.world.environment.name],
    );
    expect(told).toEqual([
      {
        title: 'Readers were rolled back to an earlier generation',
        text: expect.stringContaining(first.generations[here.base] ?? '?') as string, // A matcher.
      },
    ]);
    const checks = await checkContract(here.world, here.contract.aliases);
    expect(checks.map(({ state, shows }) => [state, shows])).toEqual([
      ['matches', 4],
      ['matches', 2],
      ['matches', 2],
      ['matches', 4],
    ]);
    expect(await rolesOf(here)).toMatchObject({
      [first.generations[here.base] ?? '']: 'live',
      [live]: 'previous',
    });
    // And forward again, since a roll back is one more change.
    expect(await rollBackIn(here, second.run.name)).toMatchObject({ ok: true });
    expect(await engine.search.count(here.base)).toBe(7);
    // What was written in an earlier stay is not in the one before either.
    await here.edit(live, doctor(41));
    expect(await previewRollBack(here.world, here.contract, first.run.name)).toMatchObject({
      ok: true,
      value: { loss: { changed: 2, removed: 0 } },
    });
  });

  it('counts what is lost from the swap on, although an alias was repaired since', async () => {
    const here = engine.environment();
    const { world, contract, base } = here;
    const first = await here.settle(4);
    const second = await here.settle(4);
    const live = second.generations[base] ?? '';
    await here.edit(live, doctor(40));
    await putAlias(engine, `${base}_connections`, { index: live });
    const input = { environment: world.environment.name, reason: 'Seen by support' };
    expect(await repairAliases(world, contract, operator, input)).toMatchObject({ ok: true });
    expect(await previewRollBack(world, contract, first.run.name)).toMatchObject({
      ok: true,
      value: { loss: { changed: 1, removed: 0 } },
    });
  });

  it('gives readers the filters and the contract that they had there', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    const changed: PlannedContract = {
      ...here.contract,
      aliases: here.contract.aliases.map((alias) =>
        alias.name === `${here.base}_connections`
          ? { ...alias, filter: equals('existsInGmc', false) }
          : alias,
      ),
    };
    await here.settle(5, changed);
    const { name } = here.world.environment;
    const inForce = async () =>
      (await readContracts(here.world.database, new Map([[name, here.contract]]))).get(name);
    expect(await inForce()).toMatchObject({ version: 2, aliases: changed.aliases });
    expect(await rollBackIn(here, first.run.name, {}, changed)).toMatchObject({ ok: true });
    expect(await inForce()).toMatchObject({ version: 3, aliases: here.contract.aliases });
    expect(await engine.search.count(`${here.base}_connections`)).toBe(2);
  });

  it.each(['nobody-1', 'half', 'live', 'gone', 'out of date'])(
    'is refused where it leads nowhere: %s',
    async (kind) => {
      const here = engine.environment();
      const first = await here.settle(2);
      const second = await here.settle(3);
      const half = await here.build(1);
      const preview = await previewRollBack(here.world, here.contract, first.run.name);
      const key = preview.ok ? preview.value.key : '';
      if (kind === 'gone') await engine.search.drop(first.generations[here.base] ?? '');
      if (kind === 'out of date')
        await putAlias(engine, here.derived, { index: first.generations[here.derived] ?? '' });
      const to = { half: half.run.name, live: second.run.name, 'nobody-1': kind }[kind];
      const refused = await rollBackIn(here, to ?? first.run.name, { preview: key });
      expect(refused).toMatchObject({
        ok: false,
        fault: {
          kind:
            kind === 'nobody-1'
              ? 'not-found'
              : kind === 'out of date'
                ? 'conflict'
                : 'precondition',
        },
      });
      if (kind === 'out of date') {
        const { base, derived } = here;
        const says = refused.ok ? '' : refused.fault.says;
        expect(says).toContain(`${derived} stays on ${first.generations[derived] ?? ''}`);
        expect(says).toContain(
          `${base}_discrepancies would go from ${second.generations[base] ?? ''} to ` +
            (first.generations[base] ?? ''),
        );
      }
      expect(await engine.search.count(here.base)).toBe(3);
    },
  );

  it('says that it is not known when the answer is lost, and is recorded if repeated', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    const changed: PlannedContract = {
      ...here.contract,
      aliases: here.contract.aliases.map((alias) =>
        alias.name === `${here.base}_connections`
          ? { ...alias, filter: equals('existsInGmc', false) }
          : alias,
      ),
    };
    await here.settle(5, changed);
    const away = () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'Away.' }));
    let isAway = false;
    const search: Search = {
      ...engine.search,
      aliases: () => (isAway ? away() : engine.search.aliases()),
      async swap(plan) {
        await engine.search.swap(plan);
        isAway = true;
        return away();
      },
    };
    const cut = { ...here, world: { ...here.world, search } };
    const lost = await rollBackIn(cut, first.run.name, {}, changed);
    expect(lost).toMatchObject({ ok: false, fault: { kind: 'unavailable' } });
    expect(lost.ok ? '' : lost.fault.says).toMatch('It is not known whether readers were moved');
    const { name } = here.world.environment;
    const recorded = async () =>
      (
        await here.world.database.rows<{ kind: string }>(
          "select kind from reader_change where environment = $1 and outcome = 'done' order by at",
          [name],
        )
      ).map(({ kind }) => kind);
    expect(await recorded()).toEqual(['swap', 'swap']);
    const repeated = await rollBackIn(here, first.run.name, {}, changed);
    expect(repeated).toMatchObject({
      ok: true,
      value: { warnings: [expect.stringContaining(`${operator.name} asked for it`)] },
    });
    expect(await recorded()).toEqual(['swap', 'swap', 'rollback']);
    const inForce = await readContracts(here.world.database, new Map([[name, here.contract]]));
    expect(inForce.get(name)).toMatchObject({ aliases: here.contract.aliases });
    expect(await rollBackIn(here, first.run.name)).toMatchObject({
      ok: false,
      fault: { says: `Readers use ${first.run.name} already.` },
    });
  });

  it('stays done where the engine goes away before it is read back', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    await here.settle(5);
    const search = awayAfterSwap(engine.search);
    const cut = { ...here, world: { ...here.world, search } };
    const rolledBack = await rollBackIn(cut, first.run.name);
    const warnings = rolledBack.ok ? rolledBack.value.warnings : [];
    expect(warnings.filter((says) => says.includes('could not be read afterwards'))).toHaveLength(
      1,
    );
    expect(
      await here.world.database.rows(
        "select outcome from reader_change where environment = $1 and kind = 'rollback'",
        [here.world.environment.name],
      ),
    ).toEqual([{ outcome: 'done' }]);
    expect(await rollBackIn(here, first.run.name)).toMatchObject({
      fault: { says: `Readers use ${first.run.name} already.` },
    });
  });

  it('keeps nobody from the next one where another client undoes it', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    const second = await here.settle(5);
    const search: Search = {
      ...engine.search,
      async swap(plan) {
        const swapped = await engine.search.swap(plan);
        const moves = plan.moves.map((move) => ({
          ...move,
          from: [move.to],
          to: move.from[0] ?? '',
        }));
        await engine.search.swap({ moves, removeIndexes: [] });
        return swapped;
      },
    };
    const undone = await rollBackIn({ ...here, world: { ...here.world, search } }, first.run.name);
    expect(undone.ok ? '' : undone.fault.says).toContain('did not stay');
    expect((await rolesOf(here))[second.generations[here.base] ?? '']).toBe('live');
    expect(await rollBackIn(here, first.run.name)).toMatchObject({ ok: true });
  });

  it('is recorded as soon as the database answers again, and says that it is not yet', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    const second = await here.settle(5);
    const { database, environment } = here.world;
    let isAway = false;
    const cut: Database = {
      ...database,
      transaction: (work) =>
        isAway
          ? Promise.reject(new FaultError({ kind: 'unavailable', says: 'Away.' }))
          : database.transaction(work),
    };
    const search: Search = {
      ...engine.search,
      async swap(plan) {
        isAway = true;
        return engine.search.swap(plan);
      },
    };
    const world = { ...here.world, database: cut, search };
    expect(await rollBackIn({ ...here, world }, first.run.name)).toMatchObject({
      ok: true,
      value: { warnings: [expect.stringContaining('could not be recorded yet')] },
    });
    const outcomes = () =>
      database.rows<{ outcome: string }>(
        "select outcome from reader_change where environment = $1 and kind = 'rollback'",
        [environment.name],
      );
    expect(await outcomes()).toEqual([{ outcome: 'sent' }]);
    isAway = false;
    await until('the record', async () => (await outcomes())[0]?.outcome === 'done');
    expect(await rolesOf(here)).toMatchObject({
      [first.generations[here.base] ?? '']: 'live',
      [second.generations[here.base] ?? '']: 'previous',
    });
    const checks = await checkContract(here.world, here.contract.aliases);
    expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(['matches']));
  });

  it('stays recorded when a worker that was frozen records its swap late', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    const second = await here.settle(5);
    expect((await rollBackIn(here, first.run.name)).ok).toBe(true);
    const recordsOf = () => listGenerationsIn(here.world.database, [here.world.environment.name]);
    const before = await recordsOf();
    const moves = here.contract.aliases.map(({ name: alias, target, filter }) => ({
      alias,
      from: [first.generations[target] ?? ''],
      to: second.generations[target] ?? '',
      filter,
      previousFilters: {},
    }));
    await settleSwap(here.world, {
      environment: here.world.environment.name,
      ...second,
      swap: { moves, removeIndexes: [] },
      contract: here.contract,
    });
    expect(await recordsOf()).toEqual(before);
  });

  it('tells the second of two who ask for the same at once, and records one', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    await here.settle(5);
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    let go: () => void = () => undefined;
    const mayGo = new Promise<void>((resolve) => (go = resolve));
    const search: Search = {
      ...engine.search,
      async swap(plan) {
        arrive();
        await mayGo;
        return engine.search.swap(plan);
      },
    };
    const slow = { ...here, world: { ...here.world, search } };
    const one = rollBackIn(slow, first.run.name);
    await arrived;
    const other = await rollBackIn(here, first.run.name);
    expect(other).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
    expect(other.ok ? '' : other.fault.says).toContain(
      `${operator.name} is rolling readers back just now. Nothing was done.`,
    );
    go();
    expect(await one).toMatchObject({ ok: true, value: { warnings: [] } });
    expect(await rollBackIn(here, first.run.name)).toMatchObject({
      fault: { says: `Readers use ${first.run.name} already.` },
    });
    const { name } = here.world.environment;
    const kinds = await here.world.database.rows(
      'select kind, outcome from reader_change where environment = $1 order by id',
      [name],
    );
    expect(kinds.slice(2)).toEqual([{ kind: 'rollback', outcome: 'done' }]);
    const audits = await here.world.database.rows<{ outcome: string }>(
      `select outcome from audit where environment = $1 and action = 'indexes.rollback'
       order by id`,
      [name],
    );
    expect(audits.map(({ outcome }) => outcome)).toEqual([
      'begun',
      'begun',
      'failed',
      'done',
      'begun',
      'failed',
    ]);
  });

  it('waits for a run whose swap is carried out and not recorded yet', async () => {
    const here = engine.environment();
    const first = await here.settle(2);
    const second = await here.build(3);
    for (const { name, target } of here.contract.aliases)
      await putAlias(engine, name, { index: second.generations[target] ?? '' });
    expect(await rollBackIn(here, first.run.name)).toMatchObject({
      ok: false,
      fault: { kind: 'conflict' },
    });
    expect(await engine.search.count(here.base)).toBe(3);
  });

  it('retires what nobody reads, and never the way back', async () => {
    const here = engine.environment();
    const runs = [await here.settle(1), await here.settle(2), await here.settle(3)];
    const [oldest, newest, live] = runs.map(({ run }) => run.name);
    for (const kept of [newest ?? '', live ?? ''])
      expect(await retireIn(here, kept)).toMatchObject({ fault: { kind: 'precondition' } });
    expect(await retireIn(here, 'nobody-9')).toMatchObject({ fault: { kind: 'not-found' } });
    const gone = Object.values(runs[0]?.generations ?? {});
    await putAlias(engine, `${here.base}_tmp`, { index: gone[0] ?? '' });
    expect(await retireIn(here, oldest ?? '')).toMatchObject({ fault: { kind: 'precondition' } });
    await putAlias(engine, `${here.base}_tmp`, null);
    const retired = await retireIn(here, oldest ?? '');
    expect(retired.ok && [...retired.value.retired].sort()).toEqual([...gone].sort());
    const left = (await engine.search.indexes(`${here.base}*`)).map(({ name }) => name);
    expect(left).not.toContain(gone[0]);
    expect(await engine.search.count(here.base)).toBe(3);
  });

  it('never retires what a run still fills, or has moved readers to a moment ago', async () => {
    const here = engine.environment();
    await here.settle(1);
    const building = await here.build(2);
    const filled = Object.values(building.generations);
    for (const one of [building.run.name, ...filled])
      expect(await retireIn(here, one)).toMatchObject({ fault: { kind: 'precondition' } });
    for (const { name, target } of here.contract.aliases)
      await putAlias(engine, name, { index: building.generations[target] ?? '' });
    const moved = await retireIn(here, building.run.name);
    expect(moved).toMatchObject({ fault: { kind: 'precondition' } });
    const left = (await engine.search.indexes(`${here.base}*`)).map(({ name }) => name);
    expect(left).toEqual(expect.arrayContaining(filled.filter((one) => one.startsWith(here.base))));
  });

  describe('a generation that is being retired', () => {
    const twoToGoBackTo = async (here: IndexesWorld) => {
      const runs = [await here.settle(1), await here.settle(2), await here.settle(3)];
      return runs[0]?.run.name ?? '';
    };
    const backTo = ({ world, contract }: IndexesWorld, search: Search, to: string) =>
      rollBack({ ...world, search }, contract, operator, {
        environment: world.environment.name,
        reason: 'test',
        to,
      });

    it('is nothing to go back to, however long the search engine takes to drop it', async () => {
      const here = engine.environment();
      const oldest = await twoToGoBackTo(here);
      const backs: Awaited<ReturnType<typeof backTo>>[] = [];
      const search: Search = {
        ...engine.search,
        async drop(index) {
          backs.push(await backTo(here, engine.search, oldest));
          await engine.search.drop(index);
        },
      };
      const retired = await retireIn({ ...here, world: { ...here.world, search } }, oldest);
      expect(retired).toMatchObject({ ok: true, value: { warnings: [] } });
      const [first] = backs;
      expect(first).toMatchObject({ fault: { kind: 'conflict' } });
      expect(first?.ok === false && first.fault.says).toContain('is being dropped just now');
      expect(backs.filter(({ ok }) => ok)).toEqual([]);
      expect(await engine.search.count(here.base)).toBe(3);
    });

    it('stays where readers are on their way to it', async () => {
      const here = engine.environment();
      const oldest = await twoToGoBackTo(here);
      const retirements: unknown[] = [];
      const search: Search = {
        ...engine.search,
        async swap(plan) {
          retirements.push(await retireIn(here, oldest));
          return engine.search.swap(plan);
        },
      };
      expect(await backTo(here, search, oldest)).toMatchObject({ ok: true });
      expect(retirements).toMatchObject([{ fault: { kind: 'conflict' } }]);
      expect(await engine.search.count(here.base)).toBe(1);
    });

    it('may be gone while the search engine may still drop it, and not longer', async () => {
      const here = engine.environment();
      const oldest = await twoToGoBackTo(here);
      const search: Search = {
        ...engine.search,
        drop: () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'No answer' })),
      };
      const lost = await retireIn({ ...here, world: { ...here.world, search } }, oldest);
      expect(lost).toMatchObject({ fault: { kind: 'unavailable' } });
      const early = await backTo(here, engine.search, oldest);
      expect(early).toMatchObject({ fault: { kind: 'conflict' } });
      await here.world.database.run(
        `update generation set dropping_at = dropping_at - interval '3 minutes'
         where environment = $1`,
        [here.world.environment.name],
      );
      expect(await backTo(here, engine.search, oldest)).toMatchObject({ ok: true });
      expect(await engine.search.count(here.base)).toBe(1);
    });
  });

  it('wants the name of a production environment typed, and a reason', async () => {
    const here = engine.environment();
    const runs = [await here.settle(1), await here.settle(2), await here.settle(3)];
    const [oldest = '', newest = ''] = runs.map(({ run }) => run.name);
    const { name } = here.world.environment;
    const world = { ...here.world, environment: { ...here.world.environment, isProduction: true } };
    const index = `${here.base}_by_hand`;
    await engine.search.create({
      name: index,
      fields: here.contract.indexes[0]?.fields ?? {},
      keyField: 'gmcReferenceNumber',
    });
    const changes = (more: { readonly reason: string; readonly typedName?: string }) => [
      () => rollBack(world, here.contract, operator, { environment: name, to: newest, ...more }),
      () => retireGeneration(world, operator, { environment: name, generation: oldest, ...more }),
      () =>
        adoptIndex(world, here.contract, operator, {
          environment: name,
          index,
          base: here.base,
          ...more,
        }),
    ];
    for (const given of [
      { reason: 'Why' },
      { reason: 'Why', typedName: 'another' },
      { reason: '', typedName: name },
    ])
      for (const change of changes(given)) expect(await change()).toMatchObject({ ok: false });
    expect(await engine.search.count(here.base)).toBe(3);
    for (const change of changes({ reason: 'Why', typedName: name }))
      expect(await change()).toMatchObject({ ok: true });
  });

  it('does neither where an alias exists that the account does not see', async () => {
    const here = engine.environment();
    const runs = [await here.settle(1), await here.settle(2), await here.settle(3)];
    const [oldest = '', newest = ''] = runs.map(({ run }) => run.name);
    const hidden = `${here.base}_connections`;
    const gone = runs[0]?.generations[here.base] ?? '';
    await putAlias(engine, hidden, { index: gone });
    const search: Search = {
      ...engine.search,
      aliases: async () => (await engine.search.aliases()).filter(({ name }) => name !== hidden),
    };
    const partial = { ...here, world: { ...here.world, search } };
    // Its type is `any`.
    const named = expect.stringContaining(`called ${hidden} which the account`) as string;
    const refused = { ok: false, fault: { kind: 'precondition', says: named } };
    expect(await previewRollBack(partial.world, here.contract, newest)).toMatchObject(refused);
    expect(await rollBackIn(partial, newest)).toMatchObject(refused);
    expect(await retireIn(partial, oldest)).toMatchObject(refused);
    expect(await engine.search.count(here.base)).toBe(3);
    expect(await engine.search.count(hidden)).toBe(1);
  });

  itReal('does neither where an alias leads to an index more than the account sees', async () => {
    const here = engine.environment();
    const runs = [await here.settle(1), await here.settle(2), await here.settle(3)];
    const [oldest = '', newest = ''] = runs.map(({ run }) => run.name);
    const alias = `${here.base}_connections`;
    const index = runs[0]?.generations[here.base] ?? '';
    await sendTo(engine.url ?? '', 'POST', '/_aliases', { actions: [{ add: { index, alias } }] });
    const search: Search = {
      ...engine.search,
      aliases: async () =>
        (await engine.search.aliases()).filter(
          (state) => state.name !== alias || state.index !== index,
        ),
    };
    const partial = { ...here, world: { ...here.world, search } };
    // Its type is `any`.
    const named = expect.stringContaining(`${alias} shows more documents than the`) as string;
    const refused = { ok: false, fault: { kind: 'precondition', says: named } };
    expect(await previewRollBack(partial.world, here.contract, newest)).toMatchObject(refused);
    expect(await rollBackIn(partial, newest)).toMatchObject(refused);
    expect(await retireIn(partial, oldest)).toMatchObject(refused);
    expect(await engine.search.count(here.base)).toBe(3);
    expect(await engine.search.count(alias)).toBe(3);
  });

  /** An index that no run has made, with one doctor. */
  async function madeByHand(here: IndexesWorld): Promise<string> {
    const index = `${here.base}_by_hand`;
    await engine.search.create({
      name: index,
      fields: here.contract.indexes[0]?.fields ?? {},
      keyField: 'gmcReferenceNumber',
    });
    await here.fill(index, [doctor(0)]);
    await engine.search.settings(index, 'searchable');
    return index;
  }

  const adoptIn = ({ world, contract }: IndexesWorld, index: string, base?: string) =>
    adoptIndex(world, contract, operator, {
      environment: world.environment.name,
      reason: 'Made by hand',
      index,
      ...(base !== undefined && { base }),
    });

  it('adopts an index that no run has made, and readers can go there', async () => {
    const here = engine.environment();
    await here.settle(3);
    const index = await madeByHand(here);
    // Its type is `any`.
    const wayOut = expect.stringContaining('Adopt it first') as string;
    expect(await retireIn(here, index)).toMatchObject({
      fault: { kind: 'precondition', says: wayOut },
    });
    expect(await adoptIn(here, index)).toMatchObject({
      fault: { kind: 'precondition', detail: { isFamilyMissing: true } },
    });
    const adopted = await adoptIn(here, index, here.base);
    expect(adopted).toMatchObject({ ok: true, value: { base: here.base } });
    const again = await adoptIn(here, index, here.base);
    expect(again).toMatchObject({ fault: { kind: 'precondition' } });
    expect(await rolesOf(here)).toMatchObject({ [index]: 'previous' });
    expect(await rollBackIn(here, index)).toMatchObject({ ok: true });
    expect(await engine.search.count(here.base)).toBe(1);
    expect(await engine.search.count(here.derived)).toBe(3);
  });

  /** Four generations, of which the oldest may go: its two indexes, in the order they go in. */
  async function outdated(here: IndexesWorld) {
    const [oldest] = [await here.settle(1), await here.settle(2), await here.settle(3)];
    const records = await listGenerationsIn(here.world.database, [here.world.environment.name]);
    const [first = '', second = ''] = records
      .filter(({ runName }) => runName === oldest.run.name)
      .map(({ index }) => index);
    return { generation: oldest.run.name, first, second };
  }

  const dropping = (here: IndexesWorld, drop: Search['drop']): IndexesWorld => ({
    ...here,
    world: { ...here.world, search: { ...engine.search, drop } },
  });

  it.each(['the search engine', 'the database'] as const)(
    'says what is retired already where %s goes away, and retires the rest when asked again',
    async (what) => {
      const here = engine.environment();
      const { generation, first, second } = await outdated(here);
      const away = new FaultError({ kind: 'unavailable', says: 'It does not answer' });
      let isAway = false;
      const orAway = <T>(work: () => Promise<T>): Promise<T> =>
        isAway ? Promise.reject(away) : work();
      const { database } = here.world;
      const ofSearch = dropping(here, (index) =>
        index === second ? Promise.reject(away) : engine.search.drop(index),
      );
      const ofDatabase = dropping(
        {
          ...here,
          world: {
            ...here.world,
            database: {
              ...database,
              run: (text, params) =>
                orAway(() => database.run(text, params)).finally(() => (isAway = false)),
            },
          },
        },
        async (index) => {
          await engine.search.drop(index);
          isAway = true;
        },
      );
      const cut = await retireIn(what === 'the database' ? ofDatabase : ofSearch, generation);
      const unknown = `It is not known whether ${second} was dropped.`;
      expect(cut).toMatchObject({
        ok: false,
        fault: {
          kind: 'unavailable',
          says:
            `It does not answer. Dropped already: ${first}. ` +
            (what === 'the database' ? `Not dropped: ${second}.` : unknown) +
            ' What is still there goes when the same is asked for again.',
        },
      });
      const again = await retireIn(here, generation);
      expect(again).toMatchObject({ ok: true });
      const gone = what === 'the database' ? [first, second] : [second];
      expect(again.ok && [...again.value.retired].sort()).toEqual(gone.sort());
      const there = (await engine.search.indexes(`${here.base}*,${here.derived}*`)).length;
      expect(there).toBe(4);
    },
  );

  it('says of several which is still there, and why', async () => {
    const here = engine.environment();
    const { generation, first, second } = await outdated(here);
    const held = new FaultError({ kind: 'precondition', says: `An alias points at ${second}` });
    const kept = await retireIn(
      dropping(here, (index) =>
        index === second ? Promise.reject(held) : engine.search.drop(index),
      ),
      generation,
    );
    expect(kept).toMatchObject({
      ok: true,
      value: {
        retired: [first],
        warnings: [`Still there: ${second}. An alias points at ${second}.`],
      },
    });
  });

  it('retires what was adopted, and not once it is what readers left last', async () => {
    const here = engine.environment();
    const { run } = await here.settle(3);
    const index = await madeByHand(here);
    expect(await adoptIn(here, index, here.base)).toMatchObject({ ok: true });
    for (const to of [index, run.name])
      expect(await rollBackIn(here, to)).toMatchObject({ ok: true });
    const refused = await retireIn(here, index);
    expect(refused).toMatchObject({ fault: { kind: 'precondition' } });
    expect(refused.ok ? '' : refused.fault.says).toContain('is the newest that readers have left');

    const other = engine.environment();
    await other.settle(3);
    const unread = await madeByHand(other);
    expect(await adoptIn(other, unread, other.base)).toMatchObject({ ok: true });
    // Readers have never left it, and the family has no other one that they could go back to.
    const retired = await retireIn(other, unread);
    expect(retired).toMatchObject({ ok: true, value: { retired: [unread] } });
    const left = (await engine.search.indexes(`${other.base}*`)).map(({ name }) => name);
    expect(left).not.toContain(unread);
    // A service makes it anew when it starts.
    expect(await madeByHand(other)).toBe(unread);
    expect(await adoptIn(other, unread, other.base)).toMatchObject({ ok: true });
    expect(await retireIn(other, unread)).toMatchObject({ ok: true, value: { retired: [unread] } });
    expect(await engine.search.count(other.base)).toBe(3);
  });
});
