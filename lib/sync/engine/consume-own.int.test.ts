/** Consumers of two environments on one queue: nothing crosses, nothing is lost, nobody waits. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker, Consumer, OutgoingMessage } from '#lib/platform/broker/port.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { embeddedDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import { stageHeaders } from '../wire-headers.ts';
import { consumeOwn, type OwnConsumer } from './consume-own.ts';
import { MessageOwners } from './message-owner.ts';

const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');
const { AMQP_URL: amqpUrl } = process.env;

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());

const brokers = [
  {
    kind: 'in the database',
    isWanted: true,
    make: () => createDatabaseBroker(database, { environment: 'shared', log }),
  },
  {
    kind: 'over RabbitMQ (AMQP_URL)',
    isWanted: amqpUrl !== undefined,
    make: () => createRabbitMq({ url: amqpUrl ?? '', log }),
  },
];

describe.each(brokers)('a queue that two environments use, $kind', ({ isWanted, make }) => {
  let broker: Broker;
  beforeAll(() => {
    broker = make();
  });
  afterAll(() => broker.close());
  const open: Pick<Consumer, 'close'>[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  async function freshQueue() {
    const queue = uniqueName('own');
    const route = { exchange: '', key: queue, queues: [queue] };
    await broker.ensure([route]);
    const send = (environment: string, runId: string, count: number): Promise<void> =>
      broker.publish(
        route,
        Array.from({ length: count }, (_, place): OutgoingMessage => ({
          body: JSON.stringify({ environment, place }),
          headers: stageHeaders({ environment, runId, stage: 'pebbles', attempt: 1, token: 1 }),
        })),
      );
    return { queue, send };
  }

  async function consumer(
    queue: string,
    environment: string,
    seen: string[],
    heldAtMost = 50,
  ): Promise<OwnConsumer> {
    const owners = new MessageOwners(database, environment);
    const made = await consumeOwn(
      broker,
      queue,
      { prefetch: 20, batchSize: 10, heldAtMost, owners, log },
      async (deliveries, acknowledge) => {
        await acknowledge(deliveries);
        seen.push(...deliveries.map((delivery) => delivery.body));
      },
    );
    open.push(made);
    return made;
  }

  async function addRun(environment: string, isEnded: boolean): Promise<string> {
    const id = newId();
    await database.run(
      `insert into run (id, environment, number, pipeline, pipeline_version, state, started_by,
         reason, request_id, as_of, ended_at)
       select $1, $2, count(*) + 1, 'tiny', 1, 'running', 'test',
         '', '', '2026-11-21', case when $3 then clock_timestamp() end
       from run where environment = $2`,
      [id, environment, isEnded],
    );
    return id;
  }

  const ofOnly = (seen: readonly string[], environment: string): boolean =>
    seen.every((body) => body.includes(`"${environment}"`));

  /** What is in the queue once nobody consumes it. */
  const left = (queue: string, count: number): Promise<true> =>
    until(`${String(count)} messages to be left`, async () => {
      const { ready } = await broker.depth(queue);
      return ready === count || null;
    });

  describe.skipIf(!isWanted)('hands each its own', () => {
    test('although both consume at once, with more than either can hold', async () => {
      const [north, south] = [uniqueName('north'), uniqueName('south')];
      const runs = { north: await addRun(north, false), south: await addRun(south, false) };
      const { queue, send } = await freshQueue();
      const seen: { north: string[]; south: string[] } = { north: [], south: [] };
      await consumer(queue, north, seen.north);
      await consumer(queue, south, seen.south);
      for (let round = 0; round < 4; round++)
        await Promise.all([send(north, runs.north, 100), send(south, runs.south, 100)]);
      await until('all of both', async () => seen.north.length >= 400 && seen.south.length >= 400);
      expect([ofOnly(seen.north, north), ofOnly(seen.south, south)]).toEqual([true, true]);
      expect([new Set(seen.north).size, new Set(seen.south).size]).toEqual([100, 100]);
      await left(queue, 0);
    });

    test('while the other is away with more messages than can be held, which stay', async () => {
      const [mine, away] = [uniqueName('mine'), uniqueName('away')];
      const { queue, send } = await freshQueue();
      await send(away, newId(), 120);
      await send(mine, await addRun(mine, false), 30);
      const seen: string[] = [];
      const made = await consumer(queue, mine, seen);
      await until('all of mine', async () => seen.length >= 30 || null);
      expect([seen.length, ofOnly(seen, mine)]).toEqual([30, true]);
      expect(made.isBlocked).toBe(false);
      await made.close();
      await left(queue, 120);
    });

    test('and never acknowledges a run that is unknown here, only one that has ended', async () => {
      const [mine, other] = [uniqueName('mine'), uniqueName('other')];
      const [going, over] = [await addRun(other, false), await addRun(other, true)];
      const ours = await addRun(mine, false);
      const { queue, send } = await freshQueue();
      await send(other, newId(), 3);
      await send(other, going, 4);
      await send(other, over, 5);
      const seen: string[] = [];
      /** The oldest come first: what comes after all of them comes when all have been sorted. */
      const passOver = async (): Promise<void> => {
        const before = seen.length;
        await send(mine, ours, 1);
        const made = await consumer(queue, mine, seen);
        await until('mine', async () => seen.length > before);
        await made.close();
      };
      await passOver();
      await left(queue, 7);
      // Once that run has ended too, its messages may go; those of the unknown one stay.
      await database.run('update run set ended_at = clock_timestamp() where id = $1', [going]);
      await passOver();
      await left(queue, 3);
      expect(ofOnly(seen, mine)).toBe(true);
    });
  });
});
