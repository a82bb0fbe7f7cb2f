/**
 * A data stage whose participant is not ours: no headers, no counts, one end marker for every
 * order.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker, OutgoingMessage } from '#lib/platform/broker/port.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import { createLog } from '#lib/platform/log.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { testPace } from '#lib/testing/sync/sync-world.ts';
import { pebbles, tinyBench, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import { until } from '#lib/testing/platform/until.ts';
import { showRun, type Run } from './index.ts';
import type { Pace, SyncWorld } from './world.ts';

const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');
const { AMQP_URL: amqpUrl } = process.env;

const end: OutgoingMessage = { body: '"the end"', headers: {} };
const rows = (count: number, prefix = ''): OutgoingMessage[] =>
  [...pebbles(count)].map(({ id, colour }) => ({
    body: JSON.stringify({ id: prefix + id, colour }),
    headers: {},
  }));

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(async () => {
  await database.close();
});

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

const brokers = [
  {
    kind: 'in the database',
    isWanted: true,
    make: () => createDatabaseBroker(database, { environment: 'local', log }),
  },
  {
    kind: 'over RabbitMQ (AMQP_URL)',
    isWanted: amqpUrl !== undefined,
    make: () => createRabbitMq({ url: amqpUrl ?? '', log }),
  },
];

describe.each(brokers)('a participant that is not ours, $kind', ({ isWanted, make }) => {
  let broker: Broker;
  beforeAll(() => {
    broker = make();
  });
  afterAll(() => broker.close());

  function bench(overrides: Partial<SyncWorld> = {}): TinyBench {
    const brokersOfIt = { amqp: broker, sqs: broker };
    const made = tinyBench(
      database,
      { pebbles: () => [] },
      { brokers: brokersOfIt, participants: new Set(['sorter']), ...overrides },
    );
    open.push(made);
    return made;
  }

  /**
   * A service that receives orders one by one and replies to each with `respond`; `orders` are
   * those it has received.
   */
  async function service(
    on: TinyBench,
    respond: (order: number, send: (messages: OutgoingMessage[]) => Promise<void>) => Promise<void>,
  ) {
    await broker.ensure([on.startRoute, on.dataRoute]);
    const orders: string[] = [];
    const consumer = await broker.consume(
      on.own('tiny.start'),
      { prefetch: 1, batchSize: 1 },
      async (deliveries) => {
        orders.push(...deliveries.map((delivery) => delivery.body));
        await respond(orders.length, (messages) => broker.publish(on.dataRoute, messages));
        await consumer.acknowledge(deliveries);
      },
    );
    open.push({ stop: () => consumer.close() });
    return orders;
  }

  const untilClaimed = (on: TinyBench): Promise<true> =>
    until('the data queue to be empty', async () => {
      const { ready, unacknowledged } = await broker.depth(on.own('tiny.data'));
      return ready === 0 && (unacknowledged ?? 0) === 0;
    });

  async function eventsOf(on: TinyBench, run: Run): Promise<string[]> {
    const shown = await showRun(on.world, run.run);
    return shown.ok ? shown.value.events.map((event) => event.says) : [];
  }

  describe.skipIf(!isWanted)('sends without headers', () => {
    test('and its stage ends by the end marker; what it sent is not known', async () => {
      const on = bench();
      const orders = await service(on, async (_, send) => {
        await send(rows(40));
        await send([end]);
      });
      const run = await on.ended(await on.start());
      expect(orders).toEqual(['"dig"']);
      expect(run.state).toBe('settled');
      expect(run.stages[1]).toMatchObject({
        state: 'done',
        sent: null,
        withheld: null,
        received: 40,
        written: 40,
      });
      expect(await on.world.search.count(on.own('pebbles'))).toBe(40);
    });

    test('and has the messages of an earlier order removed from its queue first', async () => {
      const on = bench();
      await broker.ensure([on.startRoute, on.dataRoute]);
      await broker.publish(on.dataRoute, [...rows(5, 'old-'), end]);
      await service(on, (_, send) => send([...rows(12), end]));
      const run = await on.ended(await on.start());
      expect(run.state).toBe('settled');
      expect(run.stages[1]).toMatchObject({ received: 12, written: 12, redelivered: 5 });
      expect(await on.world.search.count(on.own('pebbles'))).toBe(12);
    });

    test('and its end marker may come before everything else', async () => {
      const on = bench();
      await service(on, async (_, send) => {
        await send([end]);
        await untilClaimed(on);
        await send(rows(30));
      });
      const run = await on.ended(await on.start());
      expect(run).toMatchObject({ state: 'settled', fault: null });
      expect(run.stages[1]).toMatchObject({ attempt: 1, received: 30, written: 30 });
    });

    test('and may have nothing to send but the end marker', async () => {
      const on = bench();
      await service(on, (_, send) => send([end]));
      const run = await on.ended(await on.start());
      expect(run).toMatchObject({ state: 'settled', fault: null });
      expect(run.stages[1]).toMatchObject({ attempt: 1, received: 0, written: 0 });
    });

    test('and replies once where the first attempt failed before the order was sent', async () => {
      let refusals = 0;
      const away: Broker = {
        ...broker,
        ensure: async (routes) => {
          if (refusals === 0 && routes.some(({ key }) => key.endsWith('tiny.data'))) {
            refusals++;
            throw new FaultError({ kind: 'unavailable', says: 'The broker is away.' });
          }
          await broker.ensure(routes);
        },
      };
      const on = bench({ brokers: { amqp: away, sqs: away } });
      const orders = await service(on, (_, send) => send([...rows(8), end]));
      const run = await on.ended(await on.start());
      expect(run).toMatchObject({ state: 'settled', fault: null });
      expect(run.stages[1]).toMatchObject({ attempt: 2, received: 8, written: 8 });
      expect(orders).toHaveLength(1);
    });

    test('and replies to each of two orders when a worker dies after the first reply', async () => {
      const pace: { -readonly [K in keyof Pace]: Pace[K] } = { ...testPace };
      const on = bench({ pace });
      let hasResponded = false;
      await service(on, async (order, send) => {
        // The first worker would wait in silence for ever, and is stopped there.
        if (order === 1) pace.quietMs = Infinity;
        await send([...rows(9), end]);
        hasResponded = true;
      });
      const run = await on.start();
      await until('the reply to the first order', async () => hasResponded);
      await untilClaimed(on);
      await until(
        'the rows to be counted',
        async () => (await on.runOf(run)).stages[1]?.received === 9,
      );
      await on.stop();
      pace.quietMs = testPace.quietMs;
      on.restart();
      const after = await on.ended(run);
      expect(after).toMatchObject({ state: 'settled', fault: null });
      expect(after.stages[1]).toMatchObject({ attempt: 2, received: 9, written: 9 });
    });

    test('and both replies are waited for when a worker dies before the first one', async () => {
      const on = bench();
      const other = { body: '{"id":"p00001","colour":"amber"}', headers: {} };
      let respond: () => void = () => undefined;
      const isRequested = new Promise<void>((resolve) => (respond = resolve));
      const orders = await service(on, async (order, send) => {
        if (order === 1) return isRequested;
        await send([...rows(6), other, end, ...rows(9), other, end]);
      });
      const run = await on.start();
      await until('the order', async () => orders.length === 1);
      await on.stop();
      on.restart();
      await until('the second attempt', async () => (await on.runOf(run)).stages[1]?.attempt === 2);
      respond();
      const after = await on.ended(run);
      expect(after).toMatchObject({ state: 'settled', fault: null });
      expect(after.stages[1]).toMatchObject({
        attempt: 2,
        received: 10,
        written: 9,
        merged: 1,
        redelivered: 7,
      });
      expect(after.conflicts).toBe(1);
      expect(await on.world.search.count(on.own('pebbles'))).toBe(9);
    });

    test('and gets a new order after a long silence; meanwhile the run is stalled', async () => {
      const on = bench({ pace: { ...testPace, stallAfterMs: 100, foreignSilenceMs: 1_500 } });
      const orders = await service(on, async (order, send) => {
        if (order === 2) await send([...rows(7), end]);
      });
      const started = await on.start();
      await until(
        'the run to be stalled',
        async () => (await on.runOf(started)).state === 'stalled',
      );
      const run = await on.ended(started);
      expect(run).toMatchObject({ state: 'settled', fault: null });
      expect(run.stages[1]).toMatchObject({ attempt: 2, received: 7, written: 7 });
      expect(orders).toHaveLength(2);
      const events = await eventsOf(on, run);
      expect(events).toContain(
        'Stage “Pebbles” makes no progress. Its messages are still awaited.',
      );
      expect(events).toContain(
        'Stage “Pebbles” is tried again. Nothing has come from “quarry” for 0.025 ' +
          'minutes, and its end marker is missing.',
      );
    });

    test('and every message that cannot be read is counted, equal ones too', async () => {
      const on = bench();
      const empty = { body: '{}', headers: {} };
      await service(on, (_, send) => send([...rows(4), empty, empty, end]));
      const run = await on.ended(await on.start());
      expect(run.state).toBe('failed');
      expect(run.stages[1]).toMatchObject({ received: 6, written: 4, dead: 2 });
      const letters = await database.rows(
        'select body, occurrences from dead_letter where environment = $1',
        [run.environment],
      );
      expect(letters).toEqual([{ body: '{}', occurrences: 2 }]);
    });

    test('and a silence that goes on ends the run in plain words', async () => {
      const on = bench({ pace: { ...testPace, stageAttempts: 2, foreignSilenceMs: 500 } });
      await service(on, async (_, send) => send(rows(3)));
      const run = await on.ended(await on.start());
      expect(run.state).toBe('failed');
      expect(run.fault?.says).toContain(
        'Stage “Pebbles” failed 2 times. Nothing has come from “quarry” for',
      );
      expect(run.stages[1]).toMatchObject({ state: 'failed', received: 3 });
    });
  });
});

describe('an end marker that is handled while the first batch is being written', () => {
  function heldSearch(): {
    search: Search;
    isHeld: Promise<void>;
    release(with_: Error | null): void;
  } {
    const search = openDatabaseSearch(database, 'local');
    let markHeld: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => (markHeld = resolve));
    let release: (error: Error | null) => void = () => undefined;
    const released = new Promise<Error | null>((resolve) => (release = resolve));
    let bulks = 0;
    const held: Search = {
      ...search,
      bulk: async (index, writes) => {
        if (++bulks === 1) {
          markHeld();
          const error = await released;
          if (error !== null) throw error;
        }
        return search.bulk(index, writes);
      },
    };
    return { search: held, isHeld, release: (error) => release(error) };
  }

  async function runWith(failure: Error | null): Promise<{ run: Run; orders: number }> {
    const { search, isHeld, release } = heldSearch();
    const on = tinyBench(
      database,
      { pebbles: () => [] },
      { participants: new Set(['sorter']), search },
    );
    open.push(on);
    const { amqp } = on.world.brokers;
    await amqp.ensure([on.startRoute, on.dataRoute]);
    let orders = 0;
    const consumer = await amqp.consume(
      on.own('tiny.start'),
      { prefetch: 1, batchSize: 1 },
      async (deliveries) => {
        await amqp.publish(on.dataRoute, rows(200));
        if (++orders === 1) await isHeld;
        await amqp.publish(on.dataRoute, [end]);
        if (orders === 1) {
          await until('the end marker to be acknowledged', async () => {
            const { ready, unacknowledged } = await amqp.depth(on.own('tiny.data'));
            return ready === 0 && unacknowledged === 200;
          });
          release(failure);
        }
        await consumer.acknowledge(deliveries);
      },
    );
    open.push({ stop: () => consumer.close() });
    return { run: await on.ended(await on.start()), orders };
  }

  test('ends the stage', async () => {
    const { run, orders } = await runWith(null);
    expect(run).toMatchObject({ state: 'settled', fault: null });
    expect(run.stages[1]).toMatchObject({ attempt: 1, received: 200, written: 200 });
    expect(orders).toBe(1);
  });

  test('reports its order done even where that batch then fails', async () => {
    const { run, orders } = await runWith(
      new FaultError({ kind: 'unavailable', says: 'The search side does not respond.' }),
    );
    expect(run).toMatchObject({ state: 'settled', fault: null });
    expect(run.stages[1]).toMatchObject({ attempt: 2, received: 200, written: 200 });
    expect(orders).toBe(2);
  });
});
