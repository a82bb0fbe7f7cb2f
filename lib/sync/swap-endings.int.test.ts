/** What a run says of its readers is what the aliases say, whatever dies, hangs or interferes. */
import { expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { getIndexOverview, rollBack } from '#lib/indexes/index.ts';
import { FaultError, type Result } from '#lib/kernel/result.ts';
import type { Database, Transaction } from '#lib/platform/database/database.ts';
import type { AliasState, Search, SwapPlan } from '#lib/platform/search/port.ts';
import { until } from '#lib/testing/platform/until.ts';
import { startWorker, testPace } from '#lib/testing/sync/sync-world.ts';
import { detailIn, endedIn, saysOf, startIn, tinySuite } from '#lib/testing/sync/tiny-engine.ts';
import type { Pebble } from '#lib/testing/sync/tiny-pipeline.ts';
import { runWorker } from './engine/run-worker.ts';
import { cancelRun, contractOf, recordLastSwap } from './index.ts';
import type { SyncWorld } from './world.ts';

const actor = systemActor('test');
const suite = tinySuite();

const threePebbles = (): Pebble[] => ['p1', 'p2', 'p3'].map((id) => ({ id, colour: 'red' }));

const worldIn = (overrides: Partial<SyncWorld> = {}): SyncWorld =>
  suite.world({ pebbles: threePebbles }, overrides);
const start = async (world: SyncWorld, isDry = false): Promise<string> =>
  (await startIn(world, { isDry })).run;
const away = (): Promise<never> =>
  Promise.reject(new FaultError({ kind: 'unavailable', says: 'No response' }));

test('a swap that was applied settles, though its response was lost, engine and all', async () => {
  const plain = worldIn();
  let isAway = false;
  const search: Search = {
    ...plain.search,
    async swap(plan) {
      await plain.search.swap(plan);
      isAway = true;
      return away();
    },
    aliases: () => (isAway ? away() : plain.search.aliases()),
  };
  const world = { ...plain, search };
  const run = await start(world);
  suite.work(world);
  const waiting = await until('the run to say that it does not know', async () => {
    const detail = await detailIn(plain, run);
    return saysOf(detail).some((text) => text.includes('It is not known which')) ? detail : null;
  });
  expect(waiting.run).toMatchObject({ state: 'swapping', endedAt: null });
  expect(saysOf(waiting).join()).not.toContain('Nothing was swapped');
  isAway = false;
  const detail = await endedIn(plain, run);
  expect(detail.run).toMatchObject({ state: 'settled', fault: null });
  expect(saysOf(detail)[0]).toBe('The aliases have moved. Users read the new generation.');
});

test('a swap that was not applied ends failed once the engine says so', async () => {
  const plain = worldIn();
  let isAway = false;
  let tries = 0;
  const search: Search = {
    ...plain.search,
    swap() {
      isAway = true;
      return away();
    },
    aliases: () => (isAway && ++tries < 5 ? away() : plain.search.aliases()),
  };
  const world = { ...plain, search };
  const run = await start(world);
  suite.work(world);
  const detail = await endedIn(plain, run);
  expect(detail.run.state).toBe('failed');
  expect(detail.run.fault?.says).toMatch(/Nothing was swapped\.$/);
  expect((await plain.search.aliases()).length).toBe(0);
});

test('a takeover of a finished swap settles, whatever was edited since', async () => {
  const plain = worldIn();
  const [target = ''] = plain.pipelines[0]?.indexes.map(({ base }) => base) ?? [];
  let deaths = 0;
  let edits = 0;
  const over = (tx: Transaction): Transaction => ({
    ...tx,
    run(text, params) {
      if (deaths > 0 || !text.includes('phase = case when')) return tx.run(text, params);
      deaths++;
      return away();
    },
  });
  const dying: Database = {
    ...suite.database,
    async transaction(work) {
      try {
        return await suite.database.transaction((tx) => work(over(tx)));
      } catch (error) {
        // A service removes a document before the run is taken over.
        const live = (await plain.search.aliases()).find(({ name }) => name === target);
        const [table] = await suite.database.rows<{ number: number }>(
          'select number from search_index where environment = $1 and name = $2',
          [plain.environment.name, live?.index],
        );
        edits += await suite.database.run(
          `delete from search_document_${String(table?.number)} where id = 'p1'`,
        );
        throw error;
      }
    },
  };
  const run = await start(plain);
  suite.work({ ...plain, database: dying });
  const detail = await endedIn(plain, run);
  expect([deaths, edits, detail.run.state, detail.run.fault]).toEqual([1, 1, 'settled', null]);
  expect(saysOf(detail).filter((text) => text.includes('othing was swapped'))).toEqual([]);
  expect(detail.events.filter(({ level }) => level === 'bad')).toEqual([]);
  expect(detail.run.stages.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
});

/** Resolves when the driving loop of a worker over this world has gone round so many times. */
async function rounds(world: SyncWorld, times: number): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let left = times;
  let working = Promise.resolve();
  await new Promise<void>((resolve) => {
    working = runWorker(world, stopping.signal, () => {
      if (--left === 0) resolve();
    });
  });
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
}

test('a run of a version that a worker does not know waits for one that does', async () => {
  // The marker goes back and forth for a while.
  const world = worldIn({ pace: { ...testPace, claimLapseMs: 60_000 } });
  const renewed = {
    ...world,
    holder: `${world.holder}-renewed`,
    pipelines: world.pipelines.map((one) => ({ ...one, version: one.version + 1 })),
  };
  const run = await start(world);
  suite.stopAfter(await rounds(renewed, 20));
  expect((await detailIn(world, run)).run).toMatchObject({ state: 'queued', fault: null });
  // Both listen to the queue of start markers while a new version is rolled out.
  suite.work(world);
  expect((await endedIn(world, run)).run.state).toBe('settled');
  expect(
    await suite.database.rows('select 1 from dead_letter where environment = $1', [
      world.environment.name,
    ]),
  ).toEqual([]);
});

test('a run of a version that nobody knows can be cancelled', async () => {
  const world = worldIn();
  const renewed = {
    ...world,
    pipelines: world.pipelines.map((one) => ({ ...one, version: one.version + 1 })),
  };
  const run = await start(world);
  suite.work(renewed);
  expect((await cancelRun(renewed, actor, { run, reason: 'test' })).ok).toBe(true);
  expect((await endedIn(renewed, run)).run.state).toBe('cancelled');
});

/** A worker over a search side whose swap does this; it does not hold up the end of the test. */
async function swappingBy(
  swap: (plain: Search, plan: SwapPlan) => Promise<Result<void>>,
  aliases?: (plain: Search) => Promise<readonly AliasState[]>,
) {
  // As people set it: what is away is waited for, and not given up after a few tries.
  const plain = worldIn({ pace: { ...testPace, outageMs: 600_000 } });
  const search: Search = {
    ...plain.search,
    swap: (plan) => swap(plain.search, plan),
    aliases: () => aliases?.(plain.search) ?? plain.search.aliases(),
  };
  const world = { ...plain, search };
  const run = await start(world);
  const stopping = new AbortController();
  const working = runWorker(world, stopping.signal);
  suite.stopAfter({
    stop: () => {
      stopping.abort();
      return Promise.race([working, Promise.resolve()]);
    },
  });
  return { plain, world, run };
}
const eventIn = (world: SyncWorld, run: string, words: string) =>
  until(words, async () => saysOf(await detailIn(world, run)).some((says) => says.includes(words)));
const cancelIn = async (world: SyncWorld, run: string): Promise<void> => {
  const cancelled = await cancelRun(world, actor, { run, reason: 'test' });
  expect(cancelled).toMatchObject({ ok: true, value: { state: 'cancelling' } });
};
const fullDisk = 'The disk of the search engine is full: it takes no writes until space is freed';

test('a run whose swap is refused for as long as it lasts can be cancelled', async () => {
  const { plain, run } = await swappingBy(() =>
    Promise.reject(new FaultError({ kind: 'unavailable', says: fullDisk })),
  );
  await eventIn(plain, run, `${fullDisk}. Waited for since`);
  await cancelIn(plain, run);
  const detail = await endedIn(plain, run);
  expect(detail.run.state).toBe('cancelled');
  expect(saysOf(detail)[0]).toBe('The run was cancelled. Users keep what they had.');
  expect(await plain.search.aliases()).toEqual([]);
  expect(await plain.search.indexes(`${plain.environment.name}*`)).toEqual([]);
});

test('a run whose swap hangs can be cancelled, and its swap can come no more', async () => {
  let carryOut: (() => Promise<Result<void>>) | undefined;
  const { plain, run } = await swappingBy((search, plan) => {
    carryOut = () => search.swap(plan);
    return new Promise(() => undefined);
  });
  await until('the swap to hang', () => Promise.resolve(carryOut !== undefined));
  await cancelIn(plain, run);
  const detail = await endedIn(plain, run);
  expect(detail.run.state).toBe('cancelled');
  expect(saysOf(detail)[0]).toBe('The run was cancelled. Users keep what they had.');
  expect(
    await carryOut?.().then(
      () => 'moved',
      () => 'refused',
    ),
  ).toBe('refused');
  expect(await plain.search.aliases()).toEqual([]);
});

test('a run that is cancelled when it has swapped settles, and says so', async () => {
  let isMoved = false;
  const { plain, run } = await swappingBy(async (search, plan) => {
    await search.swap(plan);
    isMoved = true;
    return new Promise(() => undefined);
  });
  await until('the swap to be carried out', () => Promise.resolve(isMoved));
  await cancelIn(plain, run);
  const detail = await endedIn(plain, run);
  expect(detail.run.state).toBe('settled');
  expect(saysOf(detail)[0]).toBe(
    'The aliases had moved before the run could be cancelled. Users read the new generation.',
  );
});

test('a run that is cancelled while nobody knows whether it has swapped says so', async () => {
  let isAway = false;
  const { plain, run } = await swappingBy(
    async (search, plan) => {
      await search.swap(plan);
      isAway = true;
      return away();
    },
    (search) => (isAway ? away() : search.aliases()),
  );
  await until('the engine to go', () => Promise.resolve(isAway));
  await cancelIn(plain, run);
  await eventIn(plain, run, 'It is not known which generation users read');
  expect((await detailIn(plain, run)).run).toMatchObject({ state: 'cancelling', endedAt: null });
  isAway = false;
  const detail = await endedIn(plain, run);
  expect(detail.run.state).toBe('settled');
});

/** Every alias goes back to where this move found it, as another client would do it. */
async function moveBack(search: Search, { moves }: SwapPlan): Promise<void> {
  const back = moves.filter(({ from }) => from.length > 0);
  const moved = await search.swap({
    moves: back.map(({ alias, from, to }) => ({
      alias,
      from: [to],
      to: from[0] ?? '',
      filter: null,
    })),
    removeIndexes: [],
  });
  if (!moved.ok) throw new FaultError(moved.fault);
}

test.each(['the answer is lost', 'the answer comes', 'the worker dies'])(
  'aliases that somebody moves back before the record are said to have moved back: %s',
  async (how) => {
    const plain = worldIn();
    const first = await start(plain);
    const worker = startWorker(plain);
    const before = (await endedIn(plain, first)).run.generations;
    await worker.stop();
    let swaps = 0;
    let isDead = false;
    const orDead = <T>(work: () => Promise<T>): Promise<T> => (isDead ? away() : work());
    const database: Database = {
      ...suite.database,
      rows: (text, params) => orDead(() => suite.database.rows(text, params)),
      run: (text, params) => orDead(() => suite.database.run(text, params)),
      transaction: (work) => orDead(() => suite.database.transaction(work)),
    };
    const search: Search = {
      ...plain.search,
      async swap(plan) {
        swaps++;
        const swapped = await plain.search.swap(plan);
        if (plan.seals === undefined) return swapped;
        await moveBack(plain.search, plan);
        isDead = how === 'the worker dies';
        return how === 'the answer comes' ? swapped : away();
      },
    };
    const run = await start(plain);
    suite.work({ ...plain, search, database, holder: `${plain.holder}-other` });
    if (how === 'the worker dies') {
      await until('the worker to die', () => Promise.resolve(isDead));
      suite.work({ ...plain, search });
    }
    const detail = await endedIn(plain, run);
    expect(saysOf(detail).join('\n')).not.toContain('othing was swapped');
    expect(detail.run.state).toBe('settled');
    const [target = ''] = plain.pipelines[0]?.indexes.map(({ base }) => base) ?? [];
    expect(saysOf(detail)[0]).toContain(
      'The aliases moved in one request, and another client, and not this console, has changed ' +
        'all of them since. ',
    );
    expect(saysOf(detail)[0]).toContain(`to ${before[target] ?? ''}`);
    expect(swaps).toBe(1);
    const overview = await getIndexOverview(plain, await contractOf(plain), plain.environment.name);
    expect(overview.generations.find(({ index }) => index === before[target])?.role).toBe('live');
    expect(
      overview.generations.find(({ index }) => index === detail.run.generations[target])?.role,
    ).toBe('previous');
  },
);

test('a swap that could not be recorded is recorded later, and readers can go back', async () => {
  const plain = worldIn();
  const worker = startWorker(plain);
  const first = await start(plain);
  await endedIn(plain, first);
  await worker.stop();
  let failures: number | null = null;
  const world: SyncWorld = {
    ...plain,
    database: {
      ...suite.database,
      transaction(work) {
        if (failures === null || failures === 5) return suite.database.transaction(work);
        failures++;
        return Promise.reject(new Error('the record cannot be written'));
      },
    },
    search: {
      ...plain.search,
      async swap(plan) {
        const swapped = await plain.search.swap(plan);
        failures = 0;
        return swapped;
      },
    },
  };
  const run = await start(plain);
  suite.work(world);
  const detail = await endedIn(plain, run);
  expect([detail.run.state, failures]).toEqual(['settled', 5]);
  expect(saysOf(detail).join('\n')).toContain('It is recorded as soon as it can be');
  const back = async () =>
    rollBack(plain, await contractOf(plain), actor, {
      environment: plain.environment.name,
      to: first,
      reason: 'test',
    });
  expect(await back()).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
  await recordLastSwap(plain);
  await recordLastSwap(plain);
  const swaps = await suite.database.rows(
    "select run_name from reader_change where environment = $1 and kind = 'swap' order by id",
    [plain.environment.name],
  );
  expect(swaps).toEqual([{ run_name: first }, { run_name: run }]);
  expect(await back()).toMatchObject({ ok: true });
});

test('cancelling does not wait for an engine that hangs', async () => {
  const plain = worldIn();
  let isHanging = false;
  const search: Search = {
    ...plain.search,
    bulk: () => {
      isHanging = true;
      return new Promise(() => undefined);
    },
  };
  const world = { ...plain, search };
  const run = await start(world);
  const stopping = new AbortController();
  void runWorker(world, stopping.signal);
  await until('the engine to hang', () => Promise.resolve(isHanging || null));
  expect((await cancelRun(world, actor, { run, reason: 'test' })).ok).toBe(true);
  expect((await endedIn(world, run)).run.state).toBe('cancelled');
  stopping.abort();
});

test('a stage that stalled is running again in its next attempt', async () => {
  const plain = worldIn({ pace: { ...testPace, stallAfterMs: 100 } });
  const [, derived = ''] = plain.pipelines[0]?.indexes.map(({ base }) => base) ?? [];
  const stateNow = async (): Promise<string | undefined> => {
    const [row] = await suite.database.rows<{ state: string }>(
      'select state from run where environment = $1',
      [plain.environment.name],
    );
    return row?.state;
  };
  const states: (string | undefined)[] = [];
  const search: Search = {
    ...plain.search,
    async bulk(index, writes) {
      if (!index.startsWith(derived)) return plain.search.bulk(index, writes);
      if (states.length === 0) {
        await until('the run to stall', async () => (await stateNow()) === 'stalled');
        states.push('stalled');
        return away();
      }
      states.push(await stateNow());
      return plain.search.bulk(index, writes);
    },
  };
  const world = { ...plain, search };
  const run = await start(world);
  suite.work(world);
  expect((await endedIn(world, run)).run.state).toBe('settled');
  expect(states).toEqual(['stalled', 'running']);
  const told = await suite.database.rows(
    `select is_resolved as over from notice where environment = $1 and event = 'run-stalled'
     order by at`,
    [plain.environment.name],
  );
  expect([told.at(0), told.at(-1)]).toEqual([{ over: false }, { over: true }]);
});

const onTwo = (states: readonly AliasState[], extra: AliasState): readonly AliasState[] => [
  ...states,
  extra,
];

test('an alias on two indexes is found before the start', async () => {
  const plain = worldIn();
  const [alias] = plain.pipelines[0]?.aliases ?? [];
  const extra = (index: string): AliasState => ({ name: alias?.name ?? '', index, filter: null });
  const search: Search = {
    ...plain.search,
    aliases: async () => onTwo([...(await plain.search.aliases()), extra('one')], extra('two')),
  };
  const world = { ...plain, search };
  await expect(start(world)).rejects.toThrow(/points at 2 indexes, one and two: readers get both/);
  const run = await start(world, true);
  suite.work(world);
  const detail = await endedIn(world, run);
  expect(detail.run.state).toBe('settled');
  expect(saysOf(detail).join()).toContain('A run that swaps would be refused');
});

test('nothing untrue is said of users who get two indexes since the run began', async () => {
  const plain = worldIn();
  const [alias] = plain.pipelines[0]?.aliases ?? [];
  const extra = (index: string): AliasState => ({ name: alias?.name ?? '', index, filter: null });
  let isBuilt = false;
  const search: Search = {
    ...plain.search,
    async settings(...params) {
      isBuilt = true;
      return plain.search.settings(...params);
    },
    async aliases() {
      const states = await plain.search.aliases();
      return isBuilt ? onTwo([...states, extra('one')], extra('two')) : states;
    },
  };
  const world = { ...plain, search };
  const run = await start(world);
  suite.work(world);
  const detail = await endedIn(world, run);
  expect(detail.run.state).toBe('failed');
  expect(saysOf(detail)[0]).toMatch(/one and two: readers get both.* Nothing was swapped\.$/);
});

test('an alias that the account does not see is found before the start', async () => {
  const first = worldIn();
  const run = await start(first);
  suite.work(first);
  expect((await endedIn(first, run)).run.state).toBe('settled');
  const blind = { ...first, search: { ...first.search, aliases: () => Promise.resolve([]) } };
  await expect(start(blind)).rejects.toThrow(/sees only a part of the cluster/);
});

test('a dry run drops nothing while there is an alias that the account does not see', async () => {
  const plain = worldIn();
  let isBlind = false;
  const search: Search = {
    ...plain.search,
    aliases: () => (isBlind ? Promise.resolve([]) : plain.search.aliases()),
  };
  const world = { ...plain, search };
  suite.work(world);
  await endedIn(world, await start(world));
  await endedIn(world, await start(world));
  const names = async () => (await search.indexes()).map(({ name }) => name);
  const before = await names();
  isBlind = true;
  const detail = await endedIn(world, await start(world, true));
  expect(detail.run.state).toBe('settled');
  expect(saysOf(detail).join('\n')).toMatch(
    /would be refused: .* sees only a part of the cluster\. .* nothing that earlier runs left is/,
  );
  expect(await names()).toEqual(expect.arrayContaining(before));
});

test('an alias that leads to an unseen index as well stops swap and retirement', async () => {
  const plain = worldIn();
  const [alias] = plain.pipelines[0]?.aliases ?? [];
  let isPartHidden = false;
  let hidesLate = false;
  const search: Search = {
    ...plain.search,
    create(spec) {
      isPartHidden ||= hidesLate;
      return plain.search.create(spec);
    },
    async counts(questions) {
      const counted = await plain.search.counts(questions);
      return counted.map((one, at) =>
        isPartHidden && one.ok && questions[at]?.target === alias?.name
          ? { ok: true, value: one.value + 1 }
          : one,
      );
    },
  };
  const world = { ...plain, search };
  suite.work(world);
  await endedIn(world, await start(world));
  await endedIn(world, await start(world));
  const names = async () => (await search.indexes()).map(({ name }) => name);
  const before = await names();
  isPartHidden = true;
  const says = /shows more documents than the index that it is seen on: .*view_index_metadata/;
  await expect(start(world)).rejects.toThrow(says);
  const dry = await endedIn(world, await start(world, true));
  expect(dry.run.state).toBe('settled');
  expect(saysOf(dry).join('\n')).toMatch(says);
  expect(await names()).toEqual(expect.arrayContaining(before));
  isPartHidden = false;
  hidesLate = true;
  const aliases = await search.aliases();
  const failed = await endedIn(world, await start(world));
  expect(failed.run.state).toBe('failed');
  expect(failed.run.fault?.says).toMatch(says);
  expect(await search.aliases()).toEqual(aliases);
});

test('an alias outside the contract is named before readers leave its index', async () => {
  const world = worldIn();
  suite.work(world);
  await endedIn(world, await start(world));
  const [index = ''] = (await world.search.aliases()).map((state) => state.index);
  const stray = `${world.environment.name}_stray`;
  await world.search.swap({
    moves: [{ alias: stray, from: [], to: index, filter: null }],
    removeIndexes: [],
  });
  const detail = await endedIn(world, await start(world));
  expect(detail.run.state).toBe('settled');
  expect(saysOf(detail).join('\n')).toContain(`The alias ${stray} points at ${index}`);
});

test('an alias that somebody adds while a run builds is named at its swap, and once', async () => {
  const plain = worldIn();
  const stray = `${plain.environment.name}_stray`;
  let target: string | null = null;
  const search: Search = {
    ...plain.search,
    // Shortly before the swap.
    async settings(name, mode) {
      const index = target;
      target = null;
      if (index !== null)
        await plain.search.swap({
          moves: [{ alias: stray, from: [], to: index, filter: null }],
          removeIndexes: [],
        });
      return plain.search.settings(name, mode);
    },
  };
  const world = { ...plain, search };
  suite.work(world);
  await endedIn(world, await start(world));
  target = (await world.search.aliases())[0]?.index ?? '';
  const detail = await endedIn(world, await start(world));
  expect(detail.run.state).toBe('settled');
  const named = saysOf(detail).filter((says) => says.includes(`The alias ${stray} points at`));
  expect(named).toHaveLength(1);
});
