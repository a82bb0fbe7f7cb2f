/**
 * A data stage whose participant is not ours: no headers, no counts, one end marker for every
 * order.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import { createLog } from '#lib/platform/log.ts';
import { testPace } from '#lib/testing/sync/sync-world.ts';
import { tinySuite, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import {
  endMarker,
  expecting,
  rows,
  tinyService,
  type Respond,
} from '#lib/testing/sync/tiny-service.ts';
import { until } from '#lib/testing/platform/until.ts';
import type { Pace, SyncWorld } from './world.ts';

const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');
const { AMQP_URL: amqpUrl, RABBITMQ_MANAGEMENT_URL: managementUrl } = process.env;
const suite = tinySuite();

const brokers = [
  {
    kind: 'in the database',
    isWanted: true,
    lateMs: testPace.exclusiveWithinMs,
    make: () => createDatabaseBroker(suite.database, { environment: 'local', log }),
  },
  {
    kind: 'over RabbitMQ (AMQP_URL, RABBITMQ_MANAGEMENT_URL)',
    isWanted: amqpUrl !== undefined && managementUrl !== undefined,
    // The management API counts five seconds late.
    lateMs: 15_000,
    make: () =>
      createRabbitMq({ url: amqpUrl ?? '', ...(managementUrl && { managementUrl }), log }),
  },
];

describe.each(brokers)('a participant that is not ours, $kind', ({ isWanted, make, lateMs }) => {
  const pace: Pace = { ...testPace, exclusiveWithinMs: lateMs };
  let broker: Broker;
  beforeAll(() => {
    broker = make();
  });
  afterAll(() => broker.close());

  const bench = (expects: number | null, overrides: Partial<SyncWorld> = {}): TinyBench =>
    suite.bench(
      { pebbles: () => [] },
      {
        brokers: { amqp: broker, sqs: broker },
        participants: new Set(['sorter']),
        expectations: expecting(expects),
        pace,
        ...overrides,
      },
    );
  const service = (on: TinyBench, respond: Respond): Promise<readonly string[]> =>
    tinyService(suite, on, respond, broker);

  const untilClaimed = (on: TinyBench): Promise<true> =>
    until('the data queue to be empty', async () => {
      const { ready, unacknowledged } = await broker.depth(on.own('tiny.data'));
      return ready === 0 && (unacknowledged ?? 0) === 0;
    });

  describe.skipIf(!isWanted)('sends without headers', () => {
    test('and its stage ends by the end marker; what it sent is not known', async () => {
      const on = bench(40);
      const orders = await service(on, async (_, send) => {
        await send(rows(40));
        await send([endMarker]);
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
      const on = bench(12);
      await broker.ensure([on.startRoute, on.dataRoute]);
      await broker.publish(on.dataRoute, [...rows(5, 'old-'), endMarker]);
      await service(on, (_, send) => send([...rows(12), endMarker]));
      const run = await on.ended(await on.start());
      expect(run.state).toBe('settled');
      expect(run.stages[1]).toMatchObject({ received: 12, written: 12, redelivered: 5 });
      expect(await on.world.search.count(on.own('pebbles'))).toBe(12);
    });

    test('and its end marker may come before everything else', async () => {
      const on = bench(30);
      await service(on, async (_, send) => {
        await send([endMarker]);
        await untilClaimed(on);
        await send(rows(30));
      });
      const run = await on.ended(await on.start());
      expect(run).toMatchObject({ state: 'settled', fault: null });
      expect(run.stages[1]).toMatchObject({ attempt: 1, received: 30, written: 30 });
    });

    test('and may have nothing to send but the end marker', async () => {
      const on = bench(0);
      await service(on, (_, send) => send([endMarker]));
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
      const on = bench(8, { brokers: { amqp: away, sqs: away } });
      const orders = await service(on, (_, send) => send([...rows(8), endMarker]));
      const run = await on.ended(await on.start());
      expect(run).toMatchObject({ state: 'settled', fault: null });
      expect(run.stages[1]).toMatchObject({ attempt: 2, received: 8, written: 8 });
      expect(orders).toHaveLength(1);
    });

    test('and replies to each of two orders when a worker dies after the first reply', async () => {
      const own: { -readonly [K in keyof Pace]: Pace[K] } = { ...pace };
      const on = bench(9, { pace: own });
      let hasResponded = false;
      await service(on, async (order, send) => {
        // The first worker would wait in silence for ever, and is stopped there.
        if (order === 1) own.quietMs = Infinity;
        await send([...rows(9), endMarker]);
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
      own.quietMs = pace.quietMs;
      on.restart();
      const after = await on.ended(run);
      expect(after).toMatchObject({ state: 'settled', fault: null });
      expect(after.stages[1]).toMatchObject({ attempt: 2, received: 9, written: 9 });
    });

    test('and both replies are waited for when a worker dies before the first one', async () => {
      const on = bench(10);
      const other = { body: '{"id":"p00001","colour":"amber"}', headers: {} };
      let respond: () => void = () => undefined;
      const isRequested = new Promise<void>((resolve) => (respond = resolve));
      const orders = await service(on, async (order, send) => {
        if (order === 1) return isRequested;
        await send([...rows(6), other, endMarker, ...rows(9), other, endMarker]);
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
      const on = bench(7, { pace: { ...pace, stallAfterMs: 100, foreignSilenceMs: 1_500 } });
      const orders = await service(on, async (order, send) => {
        if (order === 2) await send([...rows(7), endMarker]);
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
      const events = await on.eventsOf(run);
      expect(events).toContain(
        'Stage “Pebbles” makes no progress. Its messages are still awaited.',
      );
      expect(events).toContain(
        'Stage “Pebbles” is tried again. Nothing has come from “quarry” for 0.025 ' +
          'minutes, and its end marker is missing. Attempt 2 of 3 follows.',
      );
    });

    test('and every message that cannot be read is counted, equal ones too', async () => {
      const on = bench(6);
      const empty = { body: '{}', headers: {} };
      await service(on, (_, send) => send([...rows(4), empty, empty, endMarker]));
      const run = await on.ended(await on.start());
      expect(run.state).toBe('failed');
      expect(run.stages[1]).toMatchObject({ received: 6, written: 4, dead: 2 });
      const letters = await suite.database.rows(
        'select body, occurrences from dead_letter where environment = $1',
        [run.environment],
      );
      expect(letters).toEqual([{ body: '{}', occurrences: 2 }]);
    });

    test('and is not asked while somebody else takes messages from its queue', async () => {
      const on = bench(31);
      const orders = await service(on, (_, send) => send([...rows(31), endMarker]));
      const other = make();
      suite.stopAfter({ stop: () => other.close() });
      await other.consume(on.own('tiny.data'), { prefetch: 5, batchSize: 5 }, async () => {});
      const run = await on.ended(await on.start());
      expect(run.state).toBe('failed');
      expect(run.fault?.says).toContain(
        `Stage “Pebbles” is not proven. Its messages come by the queue ${on.own('tiny.data')}, ` +
          'and 1 other consumer takes messages from it',
      );
      expect(run.stages[1]).toMatchObject({ state: 'failed', received: 0 });
      expect(orders).toEqual([]);
    });

    test('and is asked again when somebody else took messages meanwhile', async () => {
      const on = bench(31);
      const other = make();
      suite.stopAfter({ stop: () => other.close() });
      await service(on, async (order, send) => {
        if (order > 1) return send([...rows(31), endMarker]);
        await send(rows(15));
        await untilClaimed(on);
        const taken: string[] = [];
        const competitor = await other.consume(
          on.own('tiny.data'),
          { prefetch: 40, batchSize: 40 },
          async (deliveries) => {
            taken.push(...deliveries.map(({ body }) => body));
            await competitor.acknowledge(deliveries);
          },
        );
        await until('the second consumer to be seen', async () => {
          await send(rows(31));
          const events = await suite.database.rows<{ says: string }>(
            'select says from run_event join run on run.id = run_id where environment = $1',
            [on.world.environment.name],
          );
          return events.some(({ says }) => says.includes('other consumer'));
        });
        await competitor.close();
        await send([endMarker]);
      });
      const run = await on.ended(await on.start());
      expect(run).toMatchObject({ state: 'settled', fault: null });
      expect(run.stages[1]).toMatchObject({ received: 31, written: 31 });
      expect(await on.world.search.count(on.own('pebbles'))).toBe(31);
    });

    test('and is not believed where messages held elsewhere are not known', async () => {
      const blind: Broker = {
        ...broker,
        depth: async (queue) => ({ ...(await broker.depth(queue)), unacknowledged: null }),
      };
      const on = bench(30, { brokers: { amqp: blind, sqs: blind } });
      const orders = await service(on, (_, send) => send([...rows(20), endMarker]));
      const run = await on.ended(await on.start());
      expect(run.state).toBe('failed');
      expect(run.fault?.says).toContain('RABBITMQ_MANAGEMENT_URL');
      expect(orders).toEqual([]);
    });

    test('and is not believed when its broker stops saying what is held elsewhere', async () => {
      let isBlind = false;
      const blind: Broker = {
        ...broker,
        depth: async (queue) => {
          const depth = await broker.depth(queue);
          return isBlind ? { ...depth, unacknowledged: null } : depth;
        },
      };
      const on = bench(30, { brokers: { amqp: blind, sqs: blind } });
      await service(on, async (_, send) => {
        isBlind = true;
        await send([...rows(30), endMarker]);
      });
      const run = await on.ended(await on.start());
      expect(run.state).toBe('failed');
      expect(run.fault?.says).toContain('Stage “Pebbles” is not proven.');
    });

    test('and is not believed where nothing says how many to expect', async () => {
      const on = bench(null);
      await service(on, (_, send) => send([...rows(31), endMarker]));
      const run = await on.ended(await on.start());
      expect(run.state).toBe('failed');
      expect(run.fault?.says).toContain(
        'Stage “Pebbles” is not proven. “quarry” does not say how many records it sent, 31 were ' +
          'received, and no earlier run settled with which to compare. If the source has as ' +
          'many, set EXPECTED_RECORDS to quarry=31 and start again.',
      );
      expect(run.stages[1]).toMatchObject({ state: 'failed', received: 31 });
    });

    test('and is measured by the last settled run', async () => {
      const expectations = {
        records: new Map([['quarry', 100]]),
        withinPercent: 5,
      };
      const on = bench(100, { expectations });
      const answers = [100, 96, 94, 80];
      await service(on, (order, send) => send([...rows(answers[order - 1] ?? 0), endMarker]));
      expect(await on.ended(await on.start())).toMatchObject({ state: 'settled', fault: null });
      expectations.records.clear();
      expect(await on.ended(await on.start())).toMatchObject({ state: 'settled', fault: null });
      expect(await on.ended(await on.start())).toMatchObject({ state: 'settled', fault: null });
      const run = await on.ended(await on.start());
      expect(run.state).toBe('failed');
      expect(run.fault?.says).toContain(
        `80 were received, and run 3, the last that settled, received 94: more ` + 'than 5% fewer.',
      );
    });

    test('and what comes twice is counted apart', async () => {
      const on = bench(40);
      await service(on, (_, send) => send([...rows(40), ...rows(40).slice(7, 19), endMarker]));
      const run = await on.ended(await on.start());
      expect(run).toMatchObject({ state: 'settled', fault: null });
      expect(run.stages[1]).toMatchObject({ received: 40, written: 40, redelivered: 12 });
      expect(await on.world.search.count(on.own('pebbles'))).toBe(40);
    });

    test('and a silence that goes on ends the run in plain words', async () => {
      const on = bench(3, { pace: { ...pace, stageAttempts: 2, foreignSilenceMs: 500 } });
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
