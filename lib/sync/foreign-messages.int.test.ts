/** Messages that other programs bring to a queue, and end markers that overtake what they end. */
import { describe, expect, test } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import { createLog } from '#lib/platform/log.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { until } from '#lib/testing/platform/until.ts';
import { pebbles, tinySuite } from '#lib/testing/sync/tiny-engine.ts';
import { endMarker, expecting, rows, tinyService } from '#lib/testing/sync/tiny-service.ts';
import type { Run } from './index.ts';

const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');
const suite = tinySuite();

describe('a service that answers beside our own participant', () => {
  async function answered(strays: number): Promise<{ run: Run; letters: number }> {
    const on = suite.bench({ pebbles: () => pebbles(30) });
    const { amqp } = on.world.brokers;
    await amqp.ensure([on.dataRoute]);
    await amqp.publish(on.dataRoute, rows(strays));
    const run = await on.ended(await on.start());
    const [row] = await suite.database.rows<{ letters: number }>(
      'select count(*)::int as letters from dead_letter where environment = $1',
      [run.environment],
    );
    return { run, letters: row?.letters ?? 0 };
  }

  test('is named, with what to do, even for a few messages', async () => {
    const { run, letters } = await answered(5);
    expect(run.state).toBe('failed');
    expect(run.fault?.says).toContain('Stage “Pebbles”: 5 messages on its queue');
    expect(run.fault?.says).toContain('leave quarry out of PARTICIPANTS. Then start again.');
    expect(letters).toBe(5);
  });

  test('stops the stage early, before all that it sends has become dead letters', async () => {
    const { run, letters } = await answered(3_000);
    expect(run.state).toBe('failed');
    expect(run.fault?.says).toContain('were sent by no participant of this run');
    expect(letters).toBeLessThan(1_500);
  });

  test('is seen before the order where it consumes, and nothing is sent', async () => {
    const broker = createDatabaseBroker(suite.database, { environment: 'local', log });
    suite.stopAfter({ stop: () => broker.close() });
    const watched: Broker = {
      ...broker,
      depth: async (queue) => ({
        ...(await broker.depth(queue)),
        otherConsumers: queue.endsWith('tiny.start') ? ['another program (user “reval”)'] : [],
      }),
    };
    const on = suite.bench(
      { pebbles: () => pebbles(30) },
      { brokers: { amqp: watched, sqs: watched } },
    );
    const run = await on.ended(await on.start());
    expect(run.state).toBe('failed');
    expect(run.fault?.says).toContain(
      `Messages of the queue ${on.own('tiny.start')} are taken by another program (user “reval”)`,
    );
    expect(run.stages[1]).toMatchObject({ received: 0 });
  });
});

describe('a broker that does not say who takes messages', () => {
  function unsaid(kind: Broker['kind']): Broker {
    const broker = createDatabaseBroker(suite.database, { environment: 'local', log });
    suite.stopAfter({ stop: () => broker.close() });
    return {
      ...broker,
      kind,
      depth: async (queue) => ({
        ...(await broker.depth(queue)),
        consumers: null,
        otherConsumers: null,
      }),
    };
  }
  const notKnown = (names: string): string =>
    `Whether another program takes messages of ${names} is not known.`;

  test.each(['sqs', 'rabbitmq'] as const)(
    'is none that says nobody does, before our own participants send: %s',
    async (kind) => {
      const broker = unsaid(kind);
      const on = suite.bench(
        { pebbles: () => pebbles(30) },
        { brokers: { amqp: broker, sqs: broker } },
      );
      const run = await on.ended(await on.start());
      expect(run.state).toBe('settled');
      const events = (await on.eventsOf(run)).join('\n');
      expect(events).toContain(notKnown(`${on.own('tiny.start')} and ${on.own('tiny.data')}`));
      expect(events).toContain(kind === 'sqs' ? 'SQS does not say it.' : 'RABBITMQ_MANAGEMENT_URL');
      expect(events).toContain(notKnown(on.own('tiny.rebuild')));
      expect(events).toContain('Make sure that none does');
    },
  );

  test('is none that says nobody does, before one that counts nothing sends', async () => {
    const broker = unsaid('sqs');
    const on = suite.bench(
      { pebbles: () => [] },
      {
        participants: new Set(['sorter']),
        brokers: { amqp: broker, sqs: broker },
        expectations: expecting(20),
      },
    );
    await tinyService(suite, on, (_, send) => send([...rows(20), endMarker]));
    const run = await on.ended(await on.start());
    expect(run.state).toBe('settled');
    expect(await on.eventsOf(run)).toContainEqual(
      expect.stringContaining(notKnown(on.own('tiny.data'))),
    );
  });
});

describe('an end marker that is handled while the first batch is being written', () => {
  function heldSearch(): {
    search: Search;
    isHeld: Promise<void>;
    release(with_: Error | null): void;
  } {
    const search = openDatabaseSearch(suite.database, 'local');
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
    const on = suite.bench(
      { pebbles: () => [] },
      { participants: new Set(['sorter']), search, expectations: expecting(200) },
    );
    const orders = await tinyService(suite, on, async (order, send) => {
      await send(rows(200));
      if (order === 1) await isHeld;
      await send([endMarker]);
      if (order > 1) return;
      await until('the end marker to be acknowledged', async () => {
        const { ready, unacknowledged } = await on.world.brokers.amqp.depth(on.own('tiny.data'));
        return ready === 0 && unacknowledged === 200;
      });
      release(failure);
    });
    return { run: await on.ended(await on.start()), orders: orders.length };
  }

  test('ends the stage', async () => {
    const { run, orders } = await runWith(null);
    expect(run).toMatchObject({ state: 'settled', fault: null });
    expect(run.stages[1]).toMatchObject({ attempt: 1, received: 200, written: 200 });
    expect(orders).toBe(1);
  });

  test('reports its order done even where that batch fails and is written again', async () => {
    const { run, orders } = await runWith(
      new FaultError({ kind: 'unavailable', says: 'The search side does not respond.' }),
    );
    expect(run).toMatchObject({ state: 'settled', fault: null });
    expect(run.stages[1]).toMatchObject({ attempt: 1, received: 200, written: 200 });
    expect(orders).toBe(1);
  });
});
