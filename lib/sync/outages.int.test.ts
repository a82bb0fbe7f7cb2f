/** Services that go away for a while and come back while a run goes on. */
import { expect, test } from 'vitest';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { testPace } from '#lib/testing/sync/sync-world.ts';
import { until } from '#lib/testing/platform/until.ts';
import {
  detailIn,
  endedIn,
  pebbles,
  saysOf,
  tinySuite,
  type TinyBench,
} from '#lib/testing/sync/tiny-engine.ts';
import type { TinyOptions } from '#lib/testing/sync/tiny-pipeline.ts';
import type { SyncWorld } from './world.ts';

const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');
const suite = tinySuite();

// One try is enough to end the run, unless what fails is given time.
const patient = { ...testPace, stageAttempts: 1, outageMs: 30_000 };

const bench = (options: TinyOptions, overrides: Partial<SyncWorld>): TinyBench =>
  suite.bench(options, { pace: patient, ...overrides });

/** On the first run of the bench. */
async function isSaid({ world }: TinyBench, words: string): Promise<boolean> {
  const detail = await detailIn(world, `${world.environment.name}-1`);
  return saysOf(detail).some((says) => says.startsWith(words));
}

const away = (says: string): FaultError => new FaultError(refuse('unavailable', says).fault);

function brokerOver(change: (broker: Broker) => Partial<Broker>): Broker {
  const broker = createDatabaseBroker(suite.database, { environment: 'local', log });
  suite.stopAfter({ stop: () => broker.close() });
  return { ...broker, ...change(broker) };
}

test('a source that is away is waited for by the clock and not by tries', async () => {
  let failures = 0;
  const on = bench(
    {
      pebbles: () => {
        if (++failures <= 2) throw away('The quarry is closed');
        return pebbles(20);
      },
    },
    {},
  );
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  const waits = (await on.eventsOf(run)).filter((says) => says.includes('The quarry is closed.'));
  expect(waits).toHaveLength(1);
  expect(waits[0]).toMatch(/^Stage “Pebbles” is tried again\. The quarry is closed\. Waited for /);
  expect(waits[0]).toMatch(/ since .+, until .+ at most\.$/);
});

test('a clock that is put forward or back while a source is away changes no wait', async () => {
  for (const hours of [2, -2]) {
    let failures = 0;
    let at = Date.now();
    const on = bench(
      {
        pebbles: () => {
          at += hours * 3_600_000;
          if (++failures <= 2) throw away('The quarry is closed');
          return pebbles(20);
        },
      },
      { clock: { now: () => new Date(at) } },
    );
    const run = await on.ended(await on.start());
    expect(run).toMatchObject({ state: 'settled', fault: null });
  }
});

test('a source that stays away ends the run, with how long it was waited for', async () => {
  const on = bench(
    {
      pebbles: () => {
        throw away('The quarry is closed');
      },
    },
    { pace: { ...patient, stageAttempts: 2, outageMs: 1 } },
  );
  const run = await on.ended(await on.start());
  expect(run.state).toBe('failed');
  expect(run.fault?.says).toContain('Stage “Pebbles” failed 2 times. The quarry is closed.');
});

test('a busy index costs its batch, and the stage goes on where it was', async () => {
  const search = openDatabaseSearch(suite.database, 'local');
  let bulks = 0;
  const on = bench(
    { pebbles: () => pebbles(900) },
    {
      search: {
        ...search,
        bulk: (index, writes) => {
          bulks++;
          if (bulks === 2 || bulks === 3)
            throw new FaultError(refuse('busy', 'The search engine is busy').fault);
          return search.bulk(index, writes);
        },
      },
    },
  );
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(run.stages[1]).toMatchObject({ attempt: 1, received: 900, written: 900, redelivered: 0 });
});

test('what several batches wait for at once is said once', async () => {
  const search = openDatabaseSearch(suite.database, 'local');
  let refused = 0;
  const on = bench(
    { pebbles: () => pebbles(900) },
    {
      search: {
        ...search,
        async bulk(index, writes) {
          if (refused >= 2) return search.bulk(index, writes);
          refused++;
          await until('the other batch', () => Promise.resolve(refused === 2));
          throw new FaultError(refuse('busy', 'The search engine is busy').fault);
        },
      },
    },
  );
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  const waits = (await on.eventsOf(run)).filter((says) => says.includes('is busy'));
  expect(waits).toHaveLength(1);
});

test('a broker that cannot be asked for its depth for a while costs no attempt', async () => {
  let isAway = false;
  let refused = 0;
  const amqp = brokerOver((broker) => ({
    depth(queue) {
      if (!isAway) return broker.depth(queue);
      refused++;
      return Promise.reject(away('Away'));
    },
    async publish(route, messages) {
      if (!messages.some(({ body }) => body === '"the end"'))
        return broker.publish(route, messages);
      isAway = true;
      // What was sent shows as missing; pages ask too, and seldom.
      void until('the questions', async () => refused > 30)
        .then(() => broker.publish(route, messages))
        .then(() => (isAway = false));
    },
  }));
  const on = bench(
    { pebbles: () => pebbles(20) },
    { brokers: { amqp, sqs: amqp }, pace: { ...patient, claimLapseMs: 300 } },
  );
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(run.stages[1]).toMatchObject({ attempt: 1, written: 20 });
});

test('a broker that takes no messages is waited for before an order', async () => {
  let pings = 0;
  const says = 'RabbitMQ takes no messages since 5:30pm: it is short of memory or disk.';
  const amqp = brokerOver((broker) => ({
    ping: () => (++pings <= 2 ? Promise.reject(busy()) : broker.ping()),
  }));
  const busy = (): FaultError => new FaultError(refuse('busy', says).fault);
  const on = bench({ pebbles: () => pebbles(5) }, { brokers: { amqp, sqs: amqp } });
  const run = await on.ended(await on.start());
  expect(run.state).toBe('settled');
  const events = await on.eventsOf(run);
  expect(events.filter((one) => one === `${says} The run waits for it.`)).toHaveLength(1);
  expect(events).toContain('The broker takes messages again.');
});

test('a broker that takes no messages for a while is named on the run', async () => {
  let since: Date | null = null;
  const amqp = brokerOver(() => ({ blockedSince: () => since }));
  const on: TinyBench = bench(
    {
      async *pebbles() {
        yield* pebbles(10);
        since = new Date('2026-11-26T17:30:00Z');
        await until('the first event', () => isSaid(on, 'The broker takes no messages'));
        since = null;
        await until('the second event', () => isSaid(on, 'The broker takes messages again.'));
      },
    },
    { brokers: { amqp, sqs: amqp } },
  );
  const run = await on.ended(await on.start());
  expect(run.state).toBe('settled');
  const events = await on.eventsOf(run);
  expect(events).toContain(
    'The broker takes no messages since 5:30pm: it is short of memory or disk. The run waits ' +
      'for it.',
  );
  expect(events).toContain('The broker takes messages again.');
});

/**
 * Loses the connection when a statement that holds one of the words is sent for the first time, and
 * each third time after that.
 */
function blinking(words: readonly string[]): Database & { readonly blinks: () => number } {
  const sent = new Map<string, number>();
  let blinks = 0;
  const blink = <T>(text: string, work: () => Promise<T>): Promise<T> => {
    if (!words.some((word) => text.includes(word))) return work();
    const times = sent.get(text) ?? 0;
    sent.set(text, times + 1);
    if (times % 3 !== 0) return work();
    blinks++;
    return Promise.reject(away('The database cannot be reached'));
  };
  return {
    ...suite.database,
    blinks: () => blinks,
    rows: (text, params) => blink(text, () => suite.database.rows<never>(text, params)),
    run: (text, params) => blink(text, () => suite.database.run(text, params)),
  };
}

test('a database that is away for single statements costs no attempt', async () => {
  const blinked = blinking([
    'update run_stage',
    'stage_claim',
    'insert into run_event',
    'insert into run_sample',
  ]);
  const on = bench({ pebbles: () => pebbles(900) }, { database: blinked });
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(run.stages.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1]);
  expect(blinked.blinks()).toBeGreaterThan(5);
});

// Long enough that a worker which is only slow keeps it.
const mortalLeaseMs = 600;

/**
 * A worker that dies leaves its lease to lapse and says nothing; here its database vanishes, until
 * the lease is so long over that its holder knows it too.
 */
function mortalDatabase(): Database & { die(): FaultError } {
  let isDead = false;
  const fault = away('dead');
  const onlyAlive = <T>(work: () => Promise<T>): Promise<T> =>
    isDead ? Promise.reject(fault) : work();
  async function comeBack(): Promise<void> {
    await until('the lease to be long over', async () => {
      const [held] = await suite.database.rows(
        `select 1 from lease
         where expires_at > clock_timestamp() - make_interval(secs => $1::double precision / 1000)`,
        [2 * mortalLeaseMs],
      );
      return held === undefined;
    });
    isDead = false;
  }
  return {
    ...suite.database,
    rows: (text, params) => onlyAlive(() => suite.database.rows<never>(text, params)),
    run: (text, params) => onlyAlive(() => suite.database.run(text, params)),
    transaction: (work) => onlyAlive(() => suite.database.transaction(work)),
    die() {
      isDead = true;
      void comeBack();
      return fault;
    },
  };
}

test('a message that ends every worker is found, set aside and named', async () => {
  const mortal = mortalDatabase();
  const search = openDatabaseSearch(suite.database, 'local');
  let deaths = 0;
  const on = bench(
    { pebbles: () => pebbles(60) },
    {
      database: mortal,
      pace: { ...patient, leaseMs: mortalLeaseMs },
      search: {
        ...search,
        async bulk(index, writes) {
          if (!writes.some(({ id }) => id === 'p00042')) return search.bulk(index, writes);
          deaths++;
          throw mortal.die();
        },
      },
    },
  );
  const started = on.start();
  const { run } = await endedIn({ ...on.world, database: suite.database }, (await started).run);
  expect(run.state).toBe('failed');
  expect(run.fault?.says).toContain('ended every worker that handled it. It was set aside');
  expect(run.stages[1]).toMatchObject({ received: 60, written: 59, dead: 1 });
  // Two unaware, then its batch, then it alone; where it came alone, the third is the last.
  expect([3, 4]).toContain(deaths);
  const letters = await suite.database.rows<{ body: string }>(
    'select body from dead_letter where environment = $1',
    [run.environment],
  );
  expect(letters.map(({ body }) => body)).toEqual(['{"id":"p00042","colour":"red"}']);
});

test.each([
  { stage: 'data', of: 'pebbles' },
  { stage: 'derived', of: 'reds' },
])('an index of a $stage stage that somebody has dropped is not waited for', async ({ of }) => {
  const on = bench({ pebbles: () => pebbles(60) }, {});
  await on.stop();
  const { search } = on.world;
  suite.work({
    ...on.world,
    search: {
      ...search,
      async bulk(index, writes) {
        if (index.includes(of)) await search.drop(index);
        return search.bulk(index, writes);
      },
    },
  });
  const run = await on.ended(await on.start());
  expect(run.state).toBe('failed');
  expect(run.fault?.says).toMatch(
    new RegExp(
      `^The index \\S*${of}_\\S+, which this run was building, is no longer there: .+ deleted ` +
        'it\\. Find out .+, then start the sync again\\. Nothing was swapped\\.$',
    ),
  );
  const events = await on.eventsOf(run);
  expect(events.filter((says) => /Waited for since|is tried again/.test(says))).toEqual([]);
  expect(run.stages.map(({ attempt }) => attempt).every((attempt) => attempt <= 1)).toBe(true);
});

test('a swap that waits for the search engine is announced once', async () => {
  const on = bench({ pebbles: () => pebbles(20) }, {});
  await on.stop();
  const { search } = on.world;
  let tries = 0;
  suite.work({
    ...on.world,
    search: {
      ...search,
      swap: (plan) => (++tries <= 2 ? Promise.reject(away('The disk is full')) : search.swap(plan)),
    },
  });
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(tries).toBeGreaterThan(2);
  const said = (await on.eventsOf(run)).filter((says) => says.includes('are about to move'));
  expect(said).toHaveLength(1);
});

test('a document that ends every worker of a derived stage is found and set aside', async () => {
  const mortal = mortalDatabase();
  let deaths = 0;
  const on = bench(
    { pebbles: () => pebbles(60) },
    { database: mortal, pace: { ...patient, leaseMs: mortalLeaseMs } },
  );
  await on.stop();
  const { search } = on.world;
  suite.work({
    ...on.world,
    search: {
      ...search,
      async bulk(index, writes) {
        const isFatal = index.includes('reds') && writes.some(({ id }) => id === 'p00042');
        if (!isFatal) return search.bulk(index, writes);
        deaths++;
        throw mortal.die();
      },
    },
  });
  const started = on.start();
  const detail = await endedIn({ ...on.world, database: suite.database }, (await started).run);
  expect(detail.run.state).toBe('failed');
  expect(detail.run.stages[2]).toMatchObject({ received: 20, written: 19, rejected: 1 });
  expect(detail.records).toMatchObject([{ kind: 'rejected', count: 1 }]);
  expect(detail.records[0]?.reason).toMatch(/^This document ended every worker that handled it/);
  // Two unaware, then its page, then it alone.
  expect([3, 4]).toContain(deaths);
});

test('a stage that ends every worker that drives it ends the run', async () => {
  const mortal = mortalDatabase();
  let deaths = 0;
  const on = bench(
    {
      pebbles: () => {
        deaths++;
        throw mortal.die();
      },
    },
    { database: mortal, pace: { ...patient, leaseMs: mortalLeaseMs, takeovers: 2 } },
  );
  const started = on.start();
  const { run } = await endedIn({ ...on.world, database: suite.database }, (await started).run);
  expect(run.state).toBe('failed');
  expect(run.fault?.says).toContain(
    'Stage “Pebbles” was taken over 2 times without coming further',
  );
  expect(deaths).toBe(3);
});
