import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import { createLog } from '#lib/platform/log.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { differs, equals } from '#lib/platform/search/conditions.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { FieldMapping, Search } from '#lib/platform/search/port.ts';
import { catalogueOf } from '#lib/platform/outside-service.ts';
import type { World } from '#lib/platform/world.ts';
import { until } from '#lib/testing/platform/until.ts';
import { embeddedDatabase, postgresDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import {
  abandonGenerations,
  checkContract,
  createGenerations,
  makeSearchable,
  mendReaders,
  getIndexOverview,
  readReaders,
  reconcileGenerations,
  retireGenerations,
  settleSwap,
  swapGenerations,
  type GenerationRun,
  type IndexesView,
  type RecordedSwap,
  type SwapGenerations,
} from './index.ts';

const text: FieldMapping = { type: 'text', keyword: true, fielddata: false };
const fields = {
  gmcReferenceNumber: text,
  tcsDesignatedBody: text,
  designatedBody: text,
  existsInGmc: { type: 'boolean' },
} as const;

/** Puts an alias on one more index, as another client may. */
type AddAlias = (alias: string, index: string) => Promise<void>;

const addAliasAt =
  (url: string): AddAlias =>
  async (alias, index) => {
    const response = await fetch(`${url}/_aliases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ actions: [{ add: { index, alias } }] }),
    });
    expect(response.status).toBe(200);
  };

/** `addAlias` is null where an alias is on one index at most. */
function indexConformance(
  openDatabase: () => Promise<Database>,
  openSearch: (database: Database) => Promise<Search>,
  addAlias: AddAlias | null = null,
): void {
  let world: World;
  let base: string;
  let derived: string;
  let number = 0;
  let environment: string;
  let now = new Date('2026-11-21T10:00:00Z');

  beforeAll(async () => {
    const database = await openDatabase();
    const log = createLog('silent', 'test');
    const broker = createDatabaseBroker(database, { environment: 'test', log });
    world = {
      clock: { now: () => now },
      database,
      brokers: { amqp: broker, sqs: broker },
      search: await openSearch(database),
      log,
      environment: { name: 'test', title: 'Test', isProduction: false, driver: 'managed' },
      catalogue: catalogueOf([], () => new Date()),
    };
  });
  beforeEach(() => {
    [base, derived, environment] = [uniqueName('master'), uniqueName('derived'), uniqueName('env')];
  });
  const mine: string[] = [];
  afterAll(async () => {
    for (const prefix of mine) {
      const left = await world.search.indexes(`${prefix}*`);
      if (left.length > 0)
        await world.search.swap({ moves: [], removeIndexes: left.map((index) => index.name) });
    }
    await world.brokers.amqp.close();
    await world.search.close();
    await world.database.close();
  });

  const families = () => [
    { base, fields, keyField: 'gmcReferenceNumber' },
    { base: derived, fields, keyField: 'gmcReferenceNumber' },
  ];
  const aliases = () => [
    { name: base, target: base, filter: null },
    { name: `${base}_connections`, target: base, filter: equals('existsInGmc', true) },
    {
      name: `${base}_discrepancies`,
      target: base,
      filter: differs('tcsDesignatedBody', 'designatedBody'),
    },
    { name: derived, target: derived, filter: null },
  ];

  interface Made {
    readonly run: GenerationRun;
    readonly generations: Readonly<Record<string, string>>;
    readonly swap: SwapGenerations;
    /** What was recorded just before the aliases were asked to move. */
    recorded(): RecordedSwap;
  }

  /** A run that has created and filled its generations with so many documents each. */
  async function built(documents: number): Promise<Made> {
    mine.push(base, derived);
    number += 1;
    now = new Date(now.getTime() + 60_000);
    const run: GenerationRun = { id: newId(), name: `${environment}-${String(number)}`, number };
    const generations = await createGenerations(world, {
      environment,
      run,
      at: now,
      indexes: families(),
      readBy: [],
    });
    for (const index of Object.values(generations)) await fill(index, documents);
    await makeSearchable(world, environment, Object.values(generations));
    let recorded: RecordedSwap | null = null;
    const swap: SwapGenerations = {
      environment,
      run,
      generations,
      aliases: aliases(),
      indexes: families(),
      guard: (_, planned) => {
        recorded = planned;
        return Promise.resolve(true);
      },
    };
    return {
      run,
      generations,
      swap,
      recorded() {
        if (recorded === null) throw new Error('nothing was asked to move');
        return recorded;
      },
    };
  }

  async function fill(index: string, documents: number, idPrefix = ''): Promise<void> {
    const results = await world.search.bulk(
      index,
      Array.from({ length: documents }, (_, at) => {
        const gmc = String(7_000_000 + at);
        return {
          op: 'create',
          id: idPrefix + gmc,
          source: { gmcReferenceNumber: gmc, existsInGmc: at % 2 === 0 },
        };
      }),
    );
    expect(results.filter((result) => result.verdict !== 'written')).toEqual([]);
  }

  async function rolesNow(): Promise<Record<string, string>> {
    const { generations } = await getIndexOverview(world, { aliases: aliases() }, environment);
    return Object.fromEntries(generations.map((row) => [row.index, row.role]));
  }
  const view = (): Promise<IndexesView> =>
    getIndexOverview(world, { aliases: aliases() }, environment);
  const later = (seconds: number): void => {
    now = new Date(now.getTime() + seconds * 1_000);
  };

  it('builds nothing that readers get, as where an index template gives it an alias', async () => {
    number += 1;
    const run: GenerationRun = { id: newId(), name: `${environment}-${String(number)}`, number };
    const wanted = { environment, run, at: now, indexes: families() };
    const { [base]: index = '', [derived]: other = '' } = await createGenerations(world, {
      ...wanted,
      readBy: [],
    });
    const move = { alias: base, from: [], to: index, filter: null };
    await world.search.swap({ moves: [move], removeIndexes: [] });
    await expect(createGenerations(world, { ...wanted, readBy: [base] })).rejects.toMatchObject({
      fault: { kind: 'precondition' },
    });
    expect((await world.search.aliases()).filter(({ name }) => name === base)).toEqual([]);
    const left = (await world.search.indexes()).map(({ name }) => name);
    expect([left.includes(index), left.includes(other)]).toEqual([false, true]);
    await abandonGenerations(world, environment, run.id);
  });

  it('builds beside what readers use, and finds its own again', async () => {
    const { run, generations } = await built(3);
    expect(generations[base]).toMatch(
      new RegExp(`^${base}_20261121t\\d{6}_${String(run.number)}$`),
    );
    expect(
      await createGenerations(world, {
        environment,
        run,
        at: new Date(),
        indexes: families(),
        readBy: aliases().map(({ name }) => name),
      }),
    ).toEqual(generations);
    expect(await world.search.count(generations[base] ?? '')).toBe(3);
    expect((await checkContract(world, aliases())).map((check) => check.state)).toEqual([
      'missing',
      'missing',
      'missing',
      'missing',
    ]);
  });

  it('moves every alias, records what was live, and keeps one generation before it', async () => {
    const [first, second] = [await built(3), await built(4)];
    expect(await swapGenerations(world, first.swap)).toMatchObject({
      ok: true,
      value: { keptCopies: [], previous: { [base]: null, [derived]: null } },
    });
    expect(await swapGenerations(world, second.swap)).toMatchObject({
      ok: true,
      value: { previous: { [base]: first.generations[base] } },
    });
    expect(
      (await checkContract(world, aliases())).map((check) => [check.state, check.shows]),
    ).toEqual([
      ['matches', 4],
      ['matches', 2],
      ['matches', 0],
      ['matches', 4],
    ]);
    const third = await built(5);
    expect(await rolesNow()).toEqual({
      [first.generations[base] ?? '']: 'previous',
      [first.generations[derived] ?? '']: 'previous',
      [second.generations[base] ?? '']: 'live',
      [second.generations[derived] ?? '']: 'live',
      [third.generations[base] ?? '']: 'building',
      [third.generations[derived] ?? '']: 'building',
    });
    expect(await retireGenerations(world, environment, third.run, 2)).toEqual([]);
    expect((await swapGenerations(world, third.swap)).ok).toBe(true);
    const fourth = await built(1);
    expect([...(await retireGenerations(world, environment, fourth.run, 2))].sort()).toEqual(
      Object.values(first.generations).sort(),
    );
    const fifth = await built(2);
    // A worker of the run before, waking up late.
    expect(await retireGenerations(world, environment, fourth.run, 2)).toEqual([]);
    expect([...(await abandonGenerations(world, environment, fourth.run.id))].sort()).toEqual(
      Object.values(fourth.generations).sort(),
    );
    expect(await world.search.count(fifth.generations[base] ?? '')).toBe(2);
    expect([...(await abandonGenerations(world, environment, fifth.run.id))].sort()).toEqual(
      Object.values(fifth.generations).sort(),
    );
    expect(await world.search.count(base)).toBe(5);
  });

  it('swaps nothing when the run has lost its lease', async () => {
    const made = await built(2);
    expect(
      await swapGenerations(world, { ...made.swap, guard: () => Promise.resolve(false) }),
    ).toMatchObject({
      ok: false,
      fault: { kind: 'conflict' },
    });
    expect(
      (await checkContract(world, aliases())).every((check) => check.state === 'missing'),
    ).toBe(true);
  });

  it('does not replace an index that is written to while it is copied', async () => {
    mine.push(base);
    await world.search.create({ name: base, fields, keyField: 'gmcReferenceNumber' });
    await fill(base, 3);
    await world.search.settings(base, 'searchable');
    const made = await built(2);
    const writing: World = {
      ...world,
      search: {
        ...world.search,
        async settings(index, mode) {
          await world.search.bulk(base, [
            { op: 'index', id: '7009999', source: { gmcReferenceNumber: '7009999' } },
          ]);
          await world.search.settings(base, mode);
          return world.search.settings(index, mode);
        },
      },
    };
    expect(await swapGenerations(writing, made.swap)).toMatchObject({
      ok: false,
      fault: { kind: 'busy' },
    });
    expect(await world.search.count(base)).toBe(4);
    expect((await world.search.indexes(base)).map((index) => index.name)).toEqual([base]);
    // Quiet now: the same swap goes through, with a copy of everything.
    const swapped = await swapGenerations(world, made.swap);
    if (!swapped.ok) throw new Error(swapped.fault.says);
    expect(await world.search.count(swapped.value.keptCopies[0]?.copy ?? '')).toBe(4);
  });

  it('replaces concrete indexes without a gap for readers, and keeps a copy of each', async () => {
    mine.push(base);
    const discrepancies = `${base}_discrepancies`;
    for (const [name, documents] of [
      [base, 6],
      [discrepancies, 2],
    ] as const) {
      await world.search.create({ name, fields, keyField: 'gmcReferenceNumber' });
      await fill(name, documents, 'auto-');
      await world.search.settings(name, 'searchable');
    }
    await world.search.swap({
      moves: [
        { alias: `${base}_connections`, from: [], to: base, filter: equals('existsInGmc', true) },
      ],
      removeIndexes: [],
    });
    const made = await built(4);
    let isSwapping = true;
    const seen = new Set<number | string>();
    const readers = [base, `${base}_connections`].map(async (name) => {
      while (isSwapping)
        seen.add(
          await world.search
            .count(name)
            .catch((error: unknown) => (error instanceof FaultError ? error.fault.kind : 'error')),
        );
    });
    const swapped = await swapGenerations(world, made.swap);
    isSwapping = false;
    await Promise.all(readers);
    expect([...seen].filter((count) => ![6, 3, 4, 2].includes(Number(count)))).toEqual([]);

    if (!swapped.ok) throw new Error(swapped.fault.says);
    expect(swapped.value.keptCopies.map(({ of }) => of).sort()).toEqual(
      [base, discrepancies].sort(),
    );
    const keptCopies = swapped.value.keptCopies.map(({ copy }) => copy);
    expect(keptCopies.map((name) => name.replace(/_\d{8}t\d{6}_0$/, '')).sort()).toEqual(
      [base, discrepancies].sort(),
    );
    const [copy] = keptCopies.filter((name) => !name.startsWith(discrepancies));
    expect(
      (await world.search.get(copy ?? '', ['auto-7000000', '7000000'])).map((found) => found.id),
    ).toEqual(['auto-7000000']);
    expect(await world.search.count(copy ?? '')).toBe(6);
    expect((await checkContract(world, aliases())).map((check) => check.state)).toEqual([
      'matches',
      'matches',
      'matches',
      'matches',
    ]);
    const { generations } = await view();
    expect(
      generations
        .filter((row) => row.isKeptCopy)
        .map((row) => [row.role, row.documents])
        .sort(),
    ).toEqual([
      ['previous', 2],
      ['previous', 6],
    ]);
  });

  it('refuses, before it copies, where an alias outside the contract would be lost', async () => {
    mine.push(base);
    await world.search.create({ name: base, fields, keyField: 'gmcReferenceNumber' });
    await fill(base, 3, 'auto-');
    const foreign = `${base}_recommendations`;
    await world.search.swap({
      moves: [{ alias: foreign, from: [], to: base, filter: null }],
      removeIndexes: [],
    });
    const made = await built(2);
    const refused = await swapGenerations(world, made.swap);
    expect(refused).toMatchObject({ ok: false, fault: { kind: 'precondition' } });
    expect(refused.ok ? '' : refused.fault.says).toContain(`The alias ${foreign} would be lost`);
    expect((await world.search.indexes(`${base}*`)).map((index) => index.name)).toEqual([
      base,
      made.generations[base],
    ]);
    const states = await world.search.aliases();
    expect(states.find((state) => state.name === foreign)?.index).toBe(base);
  });

  it('goes on when the response of the swap was lost but readers have moved', async () => {
    const { search } = world;
    const made = await built(2);
    const lost = (): Promise<never> =>
      Promise.reject(new FaultError({ kind: 'unavailable', says: 'No response' }));
    const unreachable: World = {
      ...world,
      search: { ...search, swap: (plan) => search.swap(plan).then(lost) },
    };
    expect(await swapGenerations(unreachable, made.swap)).toMatchObject({
      ok: true,
      value: { warnings: [] },
    });
    expect(Object.values(await rolesNow())).toEqual(['live', 'live']);

    const next = await built(3);
    const away: World = { ...world, search: { ...search, swap: lost } };
    expect(await swapGenerations(away, next.swap)).toEqual({
      ok: false,
      fault: { kind: 'unavailable', says: 'No response' },
    });
    expect((await readReaders(world, next.recorded())).haveMoved).toBe(false);
    let isRequested = false;
    const blind: World = {
      ...world,
      search: {
        ...search,
        swap: () => {
          isRequested = true;
          return lost();
        },
        aliases: () => (isRequested ? lost() : search.aliases()),
      },
    };
    const unknown = await swapGenerations(blind, next.swap);
    expect(unknown.ok ? '' : unknown.fault.says).toBe('No response');
    await expect(readReaders(blind, next.recorded())).rejects.toThrow(FaultError);
  });

  it('never calls a swap refused once readers have moved, and finishes it later', async () => {
    const { search } = world;
    const made = await built(2);
    let hasMoved = false;
    let tries = 0;
    const failing: World = {
      ...world,
      search: {
        ...search,
        swap: (plan) => {
          hasMoved = true;
          return search.swap(plan);
        },
        aliases: () =>
          hasMoved
            ? Promise.reject(new FaultError({ kind: 'unavailable', says: 'away' }))
            : search.aliases(),
      },
      database: {
        ...world.database,
        transaction: (work) => {
          if (!hasMoved) return world.database.transaction(work);
          tries += 1;
          return Promise.reject(new Error('the connection is gone'));
        },
      },
    };
    const swapped = await swapGenerations(failing, made.swap);
    expect(swapped).toMatchObject({ ok: true });
    const { warnings, says } = swapped.ok ? swapped.value : { warnings: [], says: null };
    expect([...warnings, says]).toEqual([
      expect.stringContaining('could not be recorded'),
      expect.stringContaining('could not be read afterwards'),
    ]);
    expect(tries).toBeGreaterThan(1);
    expect((await readReaders(world, made.recorded())).haveMoved).toBe(true);
    await settleSwap(world, { ...made.swap, swap: made.recorded() });
    expect(Object.values(await rolesNow())).toEqual(['live', 'live']);
  });

  it('repairs its records after a worker died between the swap and its record', async () => {
    const [first, second] = [await built(2), await built(3)];
    expect((await swapGenerations(world, first.swap)).ok).toBe(true);
    const moves = aliases().map((alias) => ({
      alias: alias.name,
      from: [first.generations[alias.target] ?? []].flat(),
      to: second.generations[alias.target] ?? '',
      filter: alias.filter,
    }));
    expect((await world.search.swap({ moves, removeIndexes: [] })).ok).toBe(true);
    await reconcileGenerations(world, environment);
    const expected = {
      [first.generations[base] ?? '']: 'previous',
      [first.generations[derived] ?? '']: 'previous',
      [second.generations[base] ?? '']: 'live',
      [second.generations[derived] ?? '']: 'live',
    };
    expect(await rolesNow()).toEqual(expected);
    expect((await swapGenerations(world, second.swap)).ok).toBe(true);
    expect(await rolesNow()).toEqual(expected);
  });

  it('says of a swap that it was carried out, also when its aliases were moved back', async () => {
    const [first, second] = [await built(2), await built(3)];
    expect((await swapGenerations(world, first.swap)).ok).toBe(true);
    const lost = () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'No response' }));
    const unanswered: World = { ...world, search: { ...world.search, swap: lost } };
    expect((await swapGenerations(unanswered, second.swap)).ok).toBe(false);
    expect((await readReaders(world, second.recorded())).wasCarriedOut).toBe(false);
    expect((await swapGenerations(world, second.swap)).ok).toBe(true);
    const backAgain = async (names: readonly string[]) => {
      const moves = aliases()
        .filter(({ name }) => names.includes(name))
        .map(({ name, target, filter }) => ({
          alias: name,
          from: [second.generations[target] ?? ''],
          to: first.generations[target] ?? '',
          filter,
        }));
      expect((await world.search.swap({ moves, removeIndexes: [] })).ok).toBe(true);
      return mendReaders(world, second.recorded());
    };
    const [old, oldDerived] = [first.generations[base] ?? '', first.generations[derived] ?? ''];
    const connections = `${base}_connections`;
    expect(await backAgain([connections])).toEqual({
      warnings: [],
      says:
        'The aliases moved in one request, and another client, and not this console, has changed ' +
        `${connections} since. ${connections} leads to ${old}. By the others users read the new ` +
        'generation.',
    });
    const rest = aliases().flatMap(({ name }) => (name === connections ? [] : [name]));
    const all = await backAgain(rest);
    expect(all.says).toContain('has changed all of them since.');
    expect(all.says).toContain(`${derived} leads to ${oldDerived}.`);
    expect(await readReaders(world, second.recorded())).toMatchObject({
      haveMoved: false,
      wasCarriedOut: true,
    });
    expect(await rolesNow()).toMatchObject({
      [old]: 'live',
      [second.generations[base] ?? '']: 'previous',
    });
  });

  it('shows what the aliases say without recording it, restored indexes included', async () => {
    const recorded = async (): Promise<Record<string, string>> => {
      const rows = await world.database.rows<{ index: string; role: string }>(
        'select index_name as index, role from generation where environment = $1',
        [environment],
      );
      return Object.fromEntries(rows.map((row) => [row.index, row.role]));
    };
    const made = await built(2);
    const [index, other] = [made.generations[base] ?? '', made.generations[derived] ?? ''];
    await world.search.swap({
      moves: [{ alias: base, from: [], to: index, filter: null }],
      removeIndexes: [],
    });
    later(60);
    expect(await rolesNow()).toEqual({ [index]: 'live', [other]: 'building' });
    expect(await recorded()).toEqual({ [index]: 'building', [other]: 'building' });

    await world.database.run(
      `update generation set role = 'dropped', dropped_at = now() where environment = $1`,
      [environment],
    );
    later(60);
    expect(await rolesNow()).toEqual({ [index]: 'live', [other]: 'abandoned' });
    expect(await recorded()).toEqual({ [index]: 'dropped', [other]: 'dropped' });
    await reconcileGenerations(world, environment);
    expect(await recorded()).toEqual({ [index]: 'live', [other]: 'abandoned' });
  });

  if (addAlias !== null)
    it('takes an alias off an index that it was added to', async () => {
      const [first, second] = [await built(2), await built(3)];
      expect((await swapGenerations(world, first.swap)).ok).toBe(true);
      const old = first.generations[base] ?? '';
      const alias = `${base}_connections`;
      expect((await swapGenerations(world, second.swap)).ok).toBe(true);
      await addAlias(alias, old);
      expect(await world.search.count(alias)).toBe(4);
      expect(await mendReaders(world, second.recorded())).toEqual({
        warnings: [
          `Another client had left ${alias} on a second index during the swap; readers got both ` +
            'for a moment and use the new generation alone now.',
        ],
        says: null,
      });
      expect(await world.search.count(alias)).toBe(2);
      expect(await mendReaders(world, second.recorded())).toEqual({ warnings: [], says: null });
      await addAlias(alias, old);
      const third = await built(1);
      expect(await swapGenerations(world, third.swap)).toMatchObject({
        ok: false,
        fault: { kind: 'precondition' },
      });
      await mendReaders(world, second.recorded());
    });

  it('leaves generations of another environment alone, though their names are equal', async () => {
    const made = await built(2);
    const names = Object.values(made.generations);
    const other = uniqueName('other');
    // What the other environment knows under these names has other runs behind it.
    await world.database.run(
      `insert into generation (index_name, base, environment, run_id, run_name, run_number, role,
         is_kept_copy, documents)
       select index_name, base, $1, run_id, $1 || '-1', run_number, role, is_kept_copy, 7
       from generation where environment = $2`,
      [other, environment],
    );
    const rolesIn = async (name: string): Promise<string[]> =>
      (
        await world.database.rows<{ role: string }>(
          'select role from generation where environment = $1 and index_name = any($2::text[])',
          [name, names],
        )
      ).map((row) => row.role);
    expect((await swapGenerations(world, made.swap)).ok).toBe(true);
    expect([await rolesIn(environment), await rolesIn(other)]).toEqual([
      ['live', 'live'],
      ['building', 'building'],
    ]);
    const next = await built(2);
    await abandonGenerations(world, environment, made.run.id);
    await retireGenerations(world, environment, next.run, 2);
    await reconcileGenerations(world, environment);
    expect(await rolesIn(other)).toEqual(['building', 'building']);
    await abandonGenerations(world, environment, next.run.id);
    expect(await rolesIn(environment)).toEqual(['live', 'live']);
    const documents = await world.database.rows(
      'select 1 from generation where environment = $1 and documents = 7',
      [other],
    );
    expect(documents).toHaveLength(2);
  });

  it('sees drift: a filter that was lost, an alias that nobody asked for', async () => {
    const made = await built(4);
    expect((await swapGenerations(world, made.swap)).ok).toBe(true);
    const index = made.generations[base] ?? '';
    await world.search.swap({
      moves: [
        { alias: `${base}_connections`, from: [index], to: index, filter: null },
        { alias: `${base}_tmp`, from: [], to: index, filter: null },
      ],
      removeIndexes: [],
    });
    later(60);
    const { aliases: checks, unexpected } = await view();
    expect(checks.map((check) => check.state)).toEqual([
      'matches',
      'different',
      'matches',
      'matches',
    ]);
    expect(checks[1]).toMatchObject({
      expected: { target: index, filter: 'existsInGmc is true' },
      observed: { targets: [index], filter: null },
      shows: 4,
      shouldShow: 2,
      says: `${base}_connections has no filter: it shows 4 documents instead of 2.`,
    });
    expect(unexpected).toEqual([{ name: `${base}_tmp`, target: index, filter: null }]);
  });

  it.each(['closed', 'red'] as const)(
    'does not call a live index that is %s fine',
    async (health) => {
      const made = await built(4);
      expect((await swapGenerations(world, made.swap)).ok).toBe(true);
      const index = made.generations[base] ?? '';
      const { search } = world;
      const seen: World = {
        ...world,
        search: {
          ...search,
          indexes: async (pattern) =>
            (await search.indexes(pattern)).map((info) =>
              info.name === index ? { ...info, health, documents: null } : info,
            ),
          counts: async (questions) =>
            (await search.counts(questions)).map((counted, at) =>
              questions[at]?.target.startsWith(base) === true
                ? refuse('unavailable', 'not all of it')
                : counted,
            ),
        },
      };
      const overview = await getIndexOverview(seen, { aliases: aliases() }, environment);
      const live = overview.generations.find((generation) => generation.index === index);
      expect(live).toMatchObject({ role: 'live', health, documents: null });
      for (const checks of [overview.aliases, await checkContract(seen, aliases())])
        expect(checks.map((check) => [check.state, check.shows])).toEqual([
          ['unreadable', null],
          ['unreadable', null],
          ['unreadable', null],
          ['matches', expect.any(Number)],
        ]);
    },
  );

  it('lists indexes that no run has made, with the aliases that lead to them', async () => {
    const made = await built(2);
    expect((await swapGenerations(world, made.swap)).ok).toBe(true);
    const foreignIndex = `${base}_foreign`;
    await world.search.create({ name: foreignIndex, fields, keyField: 'gmcReferenceNumber' });
    mine.push(foreignIndex);
    const moves = [{ alias: `${foreignIndex}_alias`, from: [], to: foreignIndex, filter: null }];
    await world.search.swap({ moves, removeIndexes: [] });
    later(60);
    const { others, generations } = await view();
    expect(others.find(({ name }) => name === foreignIndex)).toMatchObject({
      documents: 0,
      health: 'green',
      aliases: [`${foreignIndex}_alias`],
    });
    const ours = new Set(generations.map(({ index }) => index));
    expect(others.filter(({ name }) => ours.has(name))).toEqual([]);
  });

  it('lists nothing any more that a run was building, once it was dropped', async () => {
    const settled = await built(2);
    expect((await swapGenerations(world, settled.swap)).ok).toBe(true);
    const made = await built(2);
    const building = Object.values(made.generations);
    expect((await view()).generations).toEqual(
      expect.arrayContaining([expect.objectContaining({ index: building[0], role: 'building' })]),
    );
    await abandonGenerations(world, environment, made.run.id);
    const { generations, others } = await view();
    const listed = [...generations.map(({ index }) => index), ...others.map(({ name }) => name)];
    expect(listed.filter((name) => building.includes(name))).toEqual([]);
  });

  it('reads the engine once for fifty viewers, and keeps the last result', async () => {
    const made = await built(4);
    expect((await swapGenerations(world, made.swap)).ok).toBe(true);
    let reads = 0;
    let isAway = false;
    const { search } = world;
    const watched: World = {
      ...world,
      search: {
        ...search,
        aliases: () => {
          reads += 1;
          return isAway
            ? Promise.reject(new FaultError({ kind: 'unavailable', says: 'away' }))
            : search.aliases();
        },
      },
    };
    const readOverview = (): Promise<IndexesView> =>
      getIndexOverview(watched, { aliases: aliases() }, environment);
    await Promise.all(Array.from({ length: 50 }, readOverview));
    const readsOfOne = reads;
    expect(readsOfOne).toBe(1);
    later(14);
    const fresh = await readOverview();
    expect(reads).toBe(readsOfOne);
    later(2);
    isAway = true;
    // The last result is shown with its age while the next one is read.
    const stale = await until('the failure to show', async () => {
      const seen = await readOverview();
      return seen.failedSince === null ? null : seen;
    });
    expect(stale).toMatchObject({ asOf: fresh.asOf, failedSince: now.toISOString() });
    expect(stale.aliases).toEqual(fresh.aliases);
    isAway = false;
    later(16);
    await until('the result to show', async () => (await readOverview()).failedSince === null);
    expect(await readOverview()).toMatchObject({ asOf: now.toISOString(), failedSince: null });
  });

  it('knows nothing of an engine that it cannot reach', async () => {
    const quick = { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 };
    const away = await openOpenSearch({
      url: 'http://127.0.0.1:1',
      retries: { reads: quick, writes: quick },
    });
    const blind: World = { ...world, search: away };
    expect((await checkContract(blind, aliases())).map((check) => check.state)).toEqual(
      aliases().map(() => 'not-known'),
    );
    const seen = await getIndexOverview(blind, { aliases: aliases() }, environment);
    expect(seen).toMatchObject({ asOf: null, failedSince: now.toISOString() });
    expect(seen.aliases.map((check) => check.shows)).toEqual(aliases().map(() => null));
    await away.close();
  });
}

const { DATABASE_URL, OPENSEARCH_URL, OPENSEARCH13_URL, ELASTICSEARCH7_URL } = process.env;
const inDatabase = (database: Database): Promise<Search> =>
  Promise.resolve(openDatabaseSearch(database, 'test'));

describe('generations, embedded', () => {
  indexConformance(embeddedDatabase, inDatabase);
});

describe.skipIf(!DATABASE_URL)('generations in PostgreSQL (DATABASE_URL)', () => {
  indexConformance(() => postgresDatabase(DATABASE_URL ?? ''), inDatabase);
});

describe.skipIf(!OPENSEARCH_URL)('generations in OpenSearch (OPENSEARCH_URL)', () => {
  const url = OPENSEARCH_URL ?? '';
  indexConformance(embeddedDatabase, () => openOpenSearch({ url }), addAliasAt(url));
});

describe.skipIf(!OPENSEARCH13_URL)('generations in OpenSearch 1.3 (OPENSEARCH13_URL)', () => {
  const url = OPENSEARCH13_URL ?? '';
  indexConformance(embeddedDatabase, () => openOpenSearch({ url }), addAliasAt(url));
});

describe.skipIf(!ELASTICSEARCH7_URL)('generations in Elasticsearch (ELASTICSEARCH7_URL)', () => {
  const url = ELASTICSEARCH7_URL ?? '';
  indexConformance(embeddedDatabase, () => openOpenSearch({ url }), addAliasAt(url));
});
