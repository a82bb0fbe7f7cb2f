/** The engine on the smallest pipeline, every service in the embedded database. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, type Actor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import type { BulkWrite, Search } from '#lib/platform/search/port.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { environmentNamed, testPace, worldOver } from '#lib/testing/sync/sync-world.ts';
import { pebbles, tinyBench, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';
import { tinyPipeline, type Pebble, type TinyOptions } from '#lib/testing/sync/tiny-pipeline.ts';
import { until } from '#lib/testing/platform/until.ts';
import { cancelRun, listRuns, newestRuns, showRun, startedUnder, startRun } from './index.ts';
import { dataHeaders, stageHeaders } from './wire-headers.ts';
import type { SyncWorld } from './world.ts';

const actor = systemActor('test');

let database: Database;

beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(async () => {
  await database.close();
});

const open: TinyBench[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

function bench(options: TinyOptions, overrides: Partial<SyncWorld> = {}): TinyBench {
  const made = tinyBench(database, options, overrides);
  open.push(made);
  return made;
}

describe('a run of a pipeline that no page and no engine knows', () => {
  test('settles, balances, and moves every alias to what it built', async () => {
    const { world, own, start, ended } = bench({
      pebbles: () => pebbles(2_500),
      withheld: ['h1', 'h2'],
    });
    const run = await ended(await start());

    expect(run.fault).toBeNull();
    expect(run.state).toBe('settled');
    expect(run.quarantined).toBe(2);
    const [, data, derived] = run.stages;
    expect(data).toMatchObject({
      state: 'done',
      sent: 2_500,
      received: 2_500,
      written: 2_500,
      merged: 0,
      withheld: 2,
      rejected: 0,
      dead: 0,
    });
    expect(derived).toMatchObject({ state: 'done', expected: 834, received: 834, written: 834 });
    expect(await world.search.count(own('pebbles'))).toBe(2_500);
    expect(await world.search.count(own('blue_pebbles'))).toBe(833);
    expect(await world.search.count(own('reds'))).toBe(834);
    const aliases = await world.search.aliases();
    expect(aliases.find((alias) => alias.name === own('pebbles'))?.index).toBe(
      run.generations[own('pebbles')],
    );
  });

  test('a second run replaces the first, and keeps it for a way back', async () => {
    const { world, own, start, ended } = bench({ pebbles: () => pebbles(30) });
    const first = await ended(await start());
    const second = await ended(await start());
    expect([first.state, second.state]).toEqual(['settled', 'settled']);
    const listed = await listRuns(world, newestRuns(2));
    if (!listed.ok) throw new Error(listed.fault.says);
    expect(listed.value.rows).toMatchObject([
      { documents: 30, before: { run: first.run, documents: 30 }, pagesEmpty: 'none' },
      { documents: 30, before: null, pagesEmpty: 'until-swap' },
    ]);
    expect(second.number).toBe(first.number + 1);
    const names = (await world.search.indexes()).map((index) => index.name);
    expect(names).toContain(first.generations[own('pebbles')]);
    expect(names).toContain(second.generations[own('pebbles')]);
  });

  test('pipelines may share queues: the run says whose order it is', async () => {
    const shared = prefixed(tinyPipeline({ pebbles: () => pebbles(6) }), 'shared_');
    const other = {
      ...prefixed(tinyPipeline({ pebbles: () => pebbles(9) }), 'shared_'),
      name: 'tiny-two',
    };
    const { world, ended } = bench({ pebbles: () => [] }, { pipelines: [shared, other] });
    for (const [pipeline, count] of [
      ['tiny-two', 9],
      ['tiny', 6],
    ] as const) {
      const started = await startRun(world, actor, {
        environment: world.environment.name,
        pipeline,
        reason: 'test',
      });
      const run = started.ok ? await ended(started.value) : null;
      expect(run).toMatchObject({ state: 'settled', pipeline });
      expect(run?.stages[1]).toMatchObject({ attempt: 1, written: count });
    }
  });

  test('records of one document are folded, conflicts and quarantined ones counted', async () => {
    const twice: Pebble[] = [
      ...pebbles(9),
      { id: 'p00000', colour: 'amber' },
      { id: 'q', colour: 'none' },
    ];
    const { world, own, start, ended } = bench({ pebbles: () => twice });
    const run = await ended(await start());
    expect(run.state).toBe('settled');
    expect(run.conflicts).toBe(1);
    expect(run.quarantined).toBe(1);
    expect(run.stages[1]).toMatchObject({ received: 11, written: 9, merged: 1, quarantined: 1 });
    const [found] = await world.search.get(own('pebbles'), ['p00000']);
    expect(found?.source).toEqual({ key: 'p00000', colour: 'amber' });
  });
});

describe('what goes wrong', () => {
  test('a message that cannot be read is stored whole, and fails the run', async () => {
    const { world, own, dataRoute, start, ended } = bench({ pebbles: () => pebbles(5) });
    const settled = await ended(await start());
    await world.brokers.amqp.publish(dataRoute, [
      { body: '{"id":7', headers: { from: 'elsewhere' } },
    ]);
    const failed = await ended(await start());
    expect(failed.state).toBe('failed');
    expect(failed.fault?.says).toContain('could not be handled');
    const letters = await database.rows<{
      body: string;
      reason: string;
      queue: string;
      headers: object;
    }>('select body, reason, queue, headers from dead_letter where environment = $1', [
      world.environment.name,
    ]);
    expect(letters).toEqual([
      {
        body: '{"id":7',
        reason: 'Not JSON',
        queue: dataRoute.queues[0],
        headers: { from: 'elsewhere' },
      },
    ]);
    const aliases = await world.search.aliases();
    expect(aliases.find((alias) => alias.name === own('pebbles'))?.index).toBe(
      settled.generations[own('pebbles')],
    );
  });

  test('a document refused by the index is listed, its batch written, the run failed', async () => {
    const { world, own, start, ended } = bench({
      pebbles: () => [...pebbles(20), { id: 'odd', colour: 'red', weight: 'heavy' }],
    });
    const run = await ended(await start());
    expect(run.state).toBe('failed');
    expect(run.fault).toMatchObject({
      kind: 'precondition',
      says: 'Stage “Pebbles”: 1 record was rejected by the index. Nothing was swapped.',
    });
    expect(run.stages[1]).toMatchObject({
      state: 'failed',
      received: 21,
      written: 20,
      rejected: 1,
    });
    const shown = await showRun(world, run.run);
    expect(shown.ok && shown.value.records).toEqual([
      expect.objectContaining({ kind: 'rejected', stage: 'pebbles', count: 1 }),
    ]);
    expect(
      (await world.search.aliases()).filter((alias) => alias.name.startsWith(own(''))),
    ).toEqual([]);
  });

  test('a leftover of an earlier run is acknowledged and changes nothing', async () => {
    const { world, own, dataRoute, start, ended } = bench({ pebbles: () => pebbles(5) });
    await ended(await start());
    const [earlier] = await database.rows<{ id: string }>(
      'select id from run where environment = $1',
      [world.environment.name],
    );
    const old = stageHeaders({
      environment: world.environment.name,
      runId: earlier?.id ?? '',
      stage: 'pebbles',
      attempt: 1,
      token: 1,
    });
    await world.brokers.amqp.publish(dataRoute, [
      { body: '{"id":"ghost","colour":"red"}', headers: dataHeaders(old, 3) },
    ]);
    const run = await ended(await start());
    expect(run.state).toBe('settled');
    expect(run.stages[1]).toMatchObject({ received: 5, redelivered: 1 });
    expect(await world.search.get(own('pebbles'), ['ghost'])).toEqual([]);
  });

  test('a source that fails half-way is tried again', async () => {
    let tries = 0;
    async function* failingOnce(): AsyncGenerator<Pebble> {
      tries++;
      let position = 0;
      for (const pebble of pebbles(1_200)) {
        if (tries === 1 && ++position > 700)
          throw new FaultError({ kind: 'unavailable', says: 'The quarry is closed.' });
        yield await Promise.resolve(pebble);
      }
    }
    const { start, ended } = bench({ pebbles: failingOnce });
    const run = await ended(await start());
    expect(run.state).toBe('settled');
    expect(run.stages[1]).toMatchObject({ attempt: 2, received: 1_200, written: 1_200 });
  });

  test('a source that goes on failing ends the run in plain words', async () => {
    const closed = (): AsyncIterable<Pebble> => {
      throw new FaultError({ kind: 'unavailable', says: 'The quarry is closed.' });
    };
    const { world, start, ended } = bench(
      { pebbles: closed },
      { pace: { ...testPace, stageAttempts: 2 } },
    );
    const run = await ended(await start());
    expect(run.state).toBe('failed');
    expect(run.fault?.says).toBe(
      'Stage “Pebbles” failed 2 times. The quarry is closed. Nothing was swapped.',
    );
    expect(run.stages.map((stage) => stage.state)).toEqual([
      'done',
      'failed',
      'skipped',
      'skipped',
    ]);
    expect((await listRuns(world, { ...newestRuns(10), filters: { state: 'failed' } })).ok).toBe(
      true,
    );
  });

  test('a swap whose response is lost has moved the readers, and the run settles', async () => {
    const search = openDatabaseSearch(database, 'local');
    const losing: Search = {
      ...search,
      async swap(plan) {
        await search.swap(plan);
        throw new FaultError({ kind: 'unavailable', says: 'The search side does not respond.' });
      },
    };
    const { own, start, ended } = bench({ pebbles: () => pebbles(7) }, { search: losing });
    const run = await ended(await start());
    expect(run.state).toBe('settled');
    expect((await search.aliases()).find((alias) => alias.name === own('pebbles'))?.index).toBe(
      run.generations[own('pebbles')],
    );
  });

  test('documents that vanish between their stage and the swap stop the swap', async () => {
    const search = openDatabaseSearch(database, 'local');
    const forgetful: Search = {
      ...search,
      count: async (target, condition) => (await search.count(target, condition)) - 1,
    };
    const { own, start, ended } = bench({ pebbles: () => pebbles(7) }, { search: forgetful });
    const run = await ended(await start());
    expect(run.state).toBe('failed');
    expect((await search.aliases()).filter((alias) => alias.name.startsWith(own('')))).toEqual([]);
  });

  test.each<[string, (writes: readonly BulkWrite[]) => readonly BulkWrite[]]>([
    [
      'without the part of its stage',
      ([first, ...rest]) => [
        ...(first === undefined ? [] : [{ ...first, source: { key: first.id } }]),
        ...rest,
      ],
    ],
    [
      'that nobody sent',
      (writes) => [...writes, { op: 'index', id: 'x', source: { key: 'x', colour: 'blue' } }],
    ],
  ])('a document %s stops the swap', async (_, tamper) => {
    const search = openDatabaseSearch(database, 'local');
    const tampered: Search = {
      ...search,
      bulk: async (index, writes) =>
        index.includes('pebbles_')
          ? (await search.bulk(index, tamper(writes))).slice(0, writes.length)
          : search.bulk(index, writes),
    };
    const { start, ended } = bench({ pebbles: () => pebbles(7) }, { search: tampered });
    const run = await ended(await start());
    expect(run.state).toBe('failed');
    expect(run.fault?.says).toMatch(
      /^Stage “Pebbles”: 7 documents were written and [68] are there/,
    );
  });

  test('a cancelled run stops before the swap', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    async function* slow(): AsyncGenerator<Pebble> {
      yield* pebbles(10);
      await held;
    }
    const { world, start, ended } = bench({ pebbles: slow });
    const run = await start();
    await until('the stage to run', async () => {
      const shown = await showRun(world, run.run);
      return shown.ok && shown.value.run.stages[1]?.state === 'running';
    });
    expect((await cancelRun(world, actor, { run: run.run, reason: 'test' })).ok).toBe(true);
    release();
    expect((await ended(run)).state).toBe('cancelled');
  });
});

describe('a start marker', () => {
  test.each([
    ['"dance"', 'An unknown marker: "dig" was expected'],
    ['"dig"', 'A start marker without a run: this console has not sent it'],
  ])('%s from elsewhere goes to the dead letters', async (body, reason) => {
    const { world, own } = bench({ pebbles: () => pebbles(3) });
    const route = {
      exchange: own('tiny.exchange'),
      key: own('tiny.start'),
      queues: [own('tiny.start')],
    };
    await world.brokers.amqp.ensure([route]);
    await world.brokers.amqp.publish(route, [{ body, headers: {} }]);
    const letters = await until('the dead letter', async () => {
      const rows = await database.rows<{ reason: string }>(
        'select reason from dead_letter where environment = $1',
        [world.environment.name],
      );
      return rows.length > 0 && rows;
    });
    expect(letters).toEqual([{ reason }]);
    await until('the queue to be empty', async () => {
      const depth = await world.brokers.amqp.depth(own('tiny.start'));
      return depth.ready === 0 && depth.unacknowledged === 0;
    });
  });
});

describe('single flight', () => {
  test('of fifty starts at once one starts, and the others get the run that did', async () => {
    const world = worldOver(database, {
      pipelines: [tinyPipeline({ pebbles: () => pebbles(5) })],
      environment: environmentNamed('flight'),
    });
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        startRun(world, actor, { environment: 'flight', pipeline: 'tiny', reason: 'at once' }),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) {
      if (!result.ok)
        expect(result.fault).toMatchObject({
          kind: 'conflict',
          detail: { run: 'flight-1', startedBy: actor.name, state: 'queued' },
        });
    }
    expect(await database.rows(`select 1 from run where environment = 'flight'`)).toHaveLength(1);
  });

  test('the same click returns the same run', async () => {
    const world = worldOver(database, {
      pipelines: [tinyPipeline({ pebbles: () => pebbles(5) })],
      environment: environmentNamed('click'),
    });
    const input = {
      environment: 'click',
      pipeline: 'tiny',
      reason: 'twice',
      idempotencyKey: newId(),
    };
    const [first, second] = [
      await startRun(world, actor, input),
      await startRun(world, actor, input),
    ];
    expect(first).toEqual(second);
    // It is no run that touches nothing, nor the other way round.
    expect(await startRun(world, actor, { ...input, dry: true })).toMatchObject({
      ok: false,
      fault: {
        kind: 'conflict',
        says:
          'Nothing was started. What was asked for before under the same key has started run 1, ' +
          'no dry run of “tiny”. Ask again for another one.',
      },
    });
  });

  test('the same key means nothing in another environment, or for another person', async () => {
    const idempotencyKey = newId();
    const startIn = (name: string, by: Actor) =>
      startRun(
        worldOver(database, {
          pipelines: [tinyPipeline({ pebbles: () => pebbles(5) })],
          environment: environmentNamed(name),
        }),
        by,
        { environment: name, pipeline: 'tiny', reason: 'key', idempotencyKey },
      );
    const first = await startIn('keyed', actor);
    const elsewhere = await startIn('keyedtoo', actor);
    expect([first.ok && first.value.run, elsewhere.ok && elsewhere.value.run]).toEqual([
      'keyed-1',
      'keyedtoo-1',
    ]);
    // Another person of the same name is another person.
    const anotherPerson: Actor = { ...actor, id: newId() };
    const under = async (name: string, by: Actor, key: string) => {
      const world = worldOver(database, { pipelines: [], environment: environmentNamed(name) });
      const found = await startedUnder(world, by, key);
      return found.ok && found.value.started;
    };
    expect(await under('keyed', actor, idempotencyKey)).toEqual({ run: 'keyed-1', number: 1 });
    expect(await under('keyed', anotherPerson, idempotencyKey)).toBeNull();
    expect(await under('keyed', actor, newId())).toBeNull();
    expect(await startIn('keyed', anotherPerson)).toMatchObject({
      ok: false,
      // As with any key of theirs.
      fault: { kind: 'conflict', detail: { run: 'keyed-1' } },
    });
    expect(await startIn('keyed', actor)).toEqual(first);
  });
});
