import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedDatabase, postgresDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import { openPostgres, type Database, type Sql } from '../../database/database.ts';
import { createDatabaseBroker } from './broker.ts';
import {
  claim,
  ensureTopology,
  findQueue,
  insertMessages,
  reap,
  register,
  renew,
  settle,
} from './store.ts';
import type { Delivery, OutgoingMessage } from '../port.ts';

const log = pino({ level: 'silent' });
const environment = 'local';
const { DATABASE_URL: databaseUrl } = process.env;
const messages = (count: number): OutgoingMessage[] =>
  Array.from({ length: count }, (_none, n) => ({ body: String(n + 1), headers: {} }));

function suite(open: () => Promise<Database>): void {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function freshQueue(): Promise<{
    id: number;
    name: string;
    route: { exchange: string; key: string; queues: string[] };
  }> {
    const name = uniqueName('q');
    const route = { exchange: '', key: name, queues: [name] };
    await ensureTopology(database, environment, [route]);
    return { id: (await findQueue(database, environment, name)) ?? 0, name, route };
  }
  const lapse = (consumer: string): Promise<number> =>
    database.run(
      `update broker_consumer set expires_at = clock_timestamp() - interval '1 second'
       where id = $1`,
      [consumer],
    );
  const rowsOf = async (queue: number): Promise<number> =>
    (
      await database.rows<{ n: number }>(
        'select count(*)::int as n from broker_message where queue_id = $1',
        [queue],
      )
    )[0]?.n ?? -1;

  it('delivers again what a dead process held, marked, once its claim has lapsed', async () => {
    const queue = await freshQueue();
    await insertMessages(database, environment, queue.route, messages(10));
    const dead = crypto.randomUUID();
    await register(database, queue.id, dead, 60_000);
    const held = await claim(database, queue.id, dead, 6, 60_000);
    await settle(database, dead, held?.ids.slice(0, 2) ?? [], 60_000);
    await lapse(dead);

    const deliveries: Delivery[] = [];
    // The heartbeat, which also reaps, comes every 50 ms.
    const broker = createDatabaseBroker(database, { environment, log, claimTtlMs: 150 });
    await broker.consume(queue.name, { prefetch: 100, batchSize: 100 }, async (batch) => {
      deliveries.push(...batch);
    });
    await until('the eight that are left', async () => deliveries.length >= 8 || null);
    expect(
      deliveries
        .filter((delivery) => delivery.redelivered)
        .map((delivery) => delivery.body)
        .sort(),
    ).toEqual(['3', '4', '5', '6']);
    expect(
      deliveries
        .filter((delivery) => !delivery.redelivered)
        .map((delivery) => delivery.body)
        .sort(),
    ).toEqual(['10', '7', '8', '9']);
    await broker.close();
  });

  it('keeps the queues of environments apart, whatever they are called', async () => {
    const name = uniqueName('q');
    const route = { exchange: uniqueName('x'), key: 'same', queues: [name] };
    const [mine, theirs] = ['mine', 'theirs'].map((one) =>
      createDatabaseBroker(database, { environment: one, log }),
    );
    if (mine === undefined || theirs === undefined) throw new Error('no brokers');
    await mine.ensure([route]);
    await expect(theirs.depth(name)).rejects.toMatchObject({ fault: { kind: 'not-found' } });
    await expect(theirs.publish(route, messages(1))).rejects.toMatchObject({
      fault: { kind: 'not-found' },
    });
    await theirs.ensure([route]);
    await mine.publish(route, messages(3));
    await theirs.publish(route, messages(5));
    await mine.publish({ exchange: '', key: name, queues: [name] }, messages(1));
    expect([(await mine.depth(name)).ready, (await theirs.depth(name)).ready]).toEqual([4, 5]);
    const seen: string[] = [];
    await theirs.consume(name, { prefetch: 100, batchSize: 100 }, async (batch) => {
      seen.push(...batch.map((delivery) => delivery.body));
    });
    await until('all of theirs', async () => seen.length >= 5 || null);
    expect(await mine.depth(name)).toMatchObject({ ready: 4, unacknowledged: 0, consumers: 0 });
    await Promise.all([mine.close(), theirs.close()]);
  });

  it('takes nothing from a frozen consumer whose claim has lapsed', async () => {
    const queue = await freshQueue();
    await insertMessages(database, environment, queue.route, messages(4));
    const frozen = crypto.randomUUID();
    await register(database, queue.id, frozen, 60_000);
    const held = await claim(database, queue.id, frozen, 4, 60_000);
    await lapse(frozen);
    await reap(database);
    expect(await settle(database, frozen, held?.ids ?? [], 60_000)).toBe(0);
    expect(await renew(database, frozen, 60_000)).toBe(false);
    expect(await claim(database, queue.id, frozen, 4, 60_000)).toBeNull();
    expect(await rowsOf(queue.id)).toBe(4);
  });

  it('goes on by itself after its own claim has lapsed', async () => {
    const queue = await freshQueue();
    const broker = createDatabaseBroker(database, { environment, log, claimTtlMs: 300 });
    const seen: Delivery[] = [];
    const consumer = await broker.consume(
      queue.name,
      { prefetch: 10, batchSize: 10 },
      async (batch) => {
        seen.push(...batch);
      },
    );
    await broker.publish(queue.route, messages(3));
    await until('the first delivery', async () => seen.length >= 3 || null);
    await database.run(`delete from broker_consumer where queue_id = $1`, [queue.id]);
    await database.run(`update broker_cursor set returned = '{[1,4)}' where queue_id = $1`, [
      queue.id,
    ]);
    await until('the second delivery', async () => seen.length >= 6 || null);
    await consumer.acknowledge(seen.slice(0, 3));
    expect(await rowsOf(queue.id)).toBe(3);
    await consumer.acknowledge(seen.slice(3));
    expect(await rowsOf(queue.id)).toBe(0);
    await broker.close();
  });

  it('keeps the claim of a consumer that works for long', async () => {
    const queue = await freshQueue();
    const broker = createDatabaseBroker(database, { environment, log, claimTtlMs: 200 });
    const other = createDatabaseBroker(database, { environment, log, claimTtlMs: 200 });
    const seen: Delivery[] = [];
    const consumer = await broker.consume(
      queue.name,
      { prefetch: 10, batchSize: 10 },
      async (batch) => {
        seen.push(...batch);
      },
    );
    await other.consume(queue.name, { prefetch: 10, batchSize: 10 }, async (batch) => {
      seen.push(...batch);
    });
    await broker.publish(queue.route, messages(2));
    await until('both messages', async () => seen.length >= 2 || null);
    const expiries = async (): Promise<string> =>
      JSON.stringify(
        await database.rows(
          'select id, expires_at from broker_consumer where queue_id = $1 order by id',
          [queue.id],
        ),
      );
    // Three renewals of each, which is more than one lifetime of a claim.
    for (let renewal = 0; renewal < 6; renewal++) {
      const before = await expiries();
      await until('a renewal', async () => (await expiries()) !== before || null);
    }
    expect(seen).toHaveLength(2);
    await consumer.acknowledge(seen);
    await Promise.all([broker.close(), other.close()]);
  });

  it('fetches ranges by the index, however long the queue is', async () => {
    const queue = await freshQueue();
    await database.run(
      `insert into broker_message (queue_id, id, body, headers)
       select $1, g, '1', '{}' from generate_series(1, 20000) g`,
      [queue.id],
    );
    await database.run('update broker_queue set last_id = 20000 where id = $1', [queue.id]);
    const consumer = crypto.randomUUID();
    await register(database, queue.id, consumer, 60_000);
    const scanned: string[] = [];
    const explaining: Sql = {
      ...database,
      rows: async <T extends object>(text: string, params?: readonly unknown[]) => {
        const plan = await database.rows<{ 'QUERY PLAN': string }>(
          `explain (analyze, timing off, costs off) ${text}`,
          params,
        );
        scanned.push(
          ...plan.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Removed by')),
        );
        return database.rows<T>(text, params);
      },
    };
    await claim(explaining, queue.id, consumer, 100, 60_000);
    expect(scanned).toEqual([]);
  });

  it('hands out what several publishers send at once, each message once', async () => {
    const queue = await freshQueue();
    const brokers = [
      createDatabaseBroker(database, { environment, log }),
      createDatabaseBroker(database, { environment, log }),
    ];
    const seen: string[] = [];
    for (const broker of brokers) {
      const consumer = await broker.consume(
        queue.name,
        { prefetch: 50, batchSize: 20 },
        async (batch) => {
          seen.push(...batch.map((delivery) => delivery.body));
          await consumer.acknowledge(batch);
        },
      );
    }
    const all = messages(600);
    await Promise.all(
      brokers.flatMap((broker, half) =>
        Array.from({ length: 15 }, (_none, part) =>
          broker.publish(
            queue.route,
            all.slice(half * 300 + part * 20, half * 300 + part * 20 + 20),
          ),
        ),
      ),
    );
    await until('all of them', async () => seen.length >= 600 || null);
    expect(new Set(seen).size).toBe(600);
    expect(seen).toHaveLength(600);
    // The last batch is seen before it is acknowledged.
    await until('all to be acknowledged', async () => (await rowsOf(queue.id)) === 0 || null);
    await Promise.all(brokers.map((broker) => broker.close()));
  });

  it('receives a second time what it requeued, also before the requeue has returned', async () => {
    const queue = await freshQueue();
    const seen: Delivery[] = [];
    let isHeld = true;
    const slowDatabase: Database = {
      ...database,
      run: async (text, params) => {
        const changed = await database.run(text, params);
        if (text.includes('as freed') && isHeld) {
          await until('the second delivery', async () => seen.length === 2 || null);
          isHeld = false;
        }
        return changed;
      },
    };
    const broker = createDatabaseBroker(slowDatabase, { environment, log });
    const consumer = await broker.consume(
      queue.name,
      { prefetch: 10, batchSize: 10 },
      async (batch) => {
        seen.push(...batch);
      },
    );
    await broker.publish(queue.route, messages(1));
    await until('the first delivery', async () => seen.length === 1 || null);
    await consumer.requeue(seen);
    await consumer.acknowledge(seen.slice(0, 1));
    expect(await rowsOf(queue.id)).toBe(1);
    await consumer.acknowledge(seen.slice(1));
    expect(await rowsOf(queue.id)).toBe(0);
    await broker.close();
  });

  it('hands out again what was claimed when the result of the claim was lost', async () => {
    const queue = await freshQueue();
    let isLost = false;
    const losing: Database = {
      ...database,
      rows: async <T extends object>(text: string, params?: readonly unknown[]) => {
        const rows = await database.rows<T>(text, params);
        if (isLost || !text.includes('fresh_from') || JSON.stringify(rows).includes('"ids":null'))
          return rows;
        isLost = true;
        throw new Error('the connection ended');
      },
    };
    const broker = createDatabaseBroker(losing, { environment, log });
    const seen: string[] = [];
    await broker.publish(queue.route, messages(5));
    const consumer = await broker.consume(
      queue.name,
      { prefetch: 10, batchSize: 10 },
      async (batch) => {
        seen.push(...batch.map((delivery) => delivery.body));
        await consumer.acknowledge(batch);
      },
    );
    await until('all to be acknowledged', async () => (await rowsOf(queue.id)) === 0 || null);
    expect([isLost, seen.sort()]).toEqual([true, ['1', '2', '3', '4', '5']]);
    await broker.close();
  });
}

describe('broker in the embedded database', () => suite(embeddedDatabase));
describe.skipIf(databaseUrl === undefined)('broker in PostgreSQL (DATABASE_URL)', () =>
  suite(() => postgresDatabase(databaseUrl ?? '')),
);

it('is unavailable when the database is away', async () => {
  const away = openPostgres('postgres://nobody@127.0.0.1:1/none');
  const broker = createDatabaseBroker(away, { environment, log });
  await expect(broker.ping()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  await away.close();
});
