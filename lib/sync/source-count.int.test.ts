/** What a source says beforehand that it has to send: for the percentage, and as an expectation. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import { pebbles, tinyBench, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import type { TinyOptions } from '#lib/testing/sync/tiny-pipeline.ts';

let database: Database;
const open: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  database = await embeddedDatabase();
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});
afterAll(() => database.close());

type Count = NonNullable<TinyOptions['countSource']>;
const counting =
  (records: number, isSynthetic = false): Count =>
  () =>
    Promise.resolve({ records, isSynthetic });

test('it is known while the stage runs, and is no part of its balance', async () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  async function* source() {
    yield* pebbles(10);
    await released;
    yield* [{ id: 'late', colour: 'red' }];
  }
  const bench = tinyBench(database, { pebbles: source, countSource: counting(10) });
  open.push(bench, { stop: async () => release() });
  const run = await bench.start();
  const [, stage] = await until('the count', async () => {
    const { stages } = await bench.runOf(run);
    return typeof stages[1]?.counted === 'number' ? stages : null;
  });
  expect(stage).toMatchObject({ state: 'running', counted: 10, expected: null });
  release();
  const ended = await bench.ended(run);
  expect(ended).toMatchObject({ state: 'settled', fault: null });
  expect(ended.stages[1]).toMatchObject({ counted: 10, sent: 11, received: 11, expected: null });
});

test.each<readonly [string, Count]>([
  ['fails', () => Promise.reject(new Error('no'))],
  ['does not answer', () => new Promise(() => undefined)],
])('a count that %s is not known, and holds nothing up', async (_, countSource) => {
  const bench = tinyBench(database, { pebbles: () => pebbles(10), countSource });
  open.push(bench);
  const ended = await bench.ended(await bench.start());
  expect(ended.state).toBe('settled');
  expect(ended.stages[1]?.counted).toBeNull();
});

/** A service that answers every order with so many records, without counts. */
async function serviceOf(bench: TinyBench, records: number): Promise<void> {
  const { amqp } = bench.world.brokers;
  await amqp.ensure([bench.startRoute, bench.dataRoute]);
  const consumer = await amqp.consume(
    bench.own('tiny.start'),
    { prefetch: 1, batchSize: 1 },
    async (deliveries) => {
      const sent = [...pebbles(records)].map((pebble) => JSON.stringify(pebble));
      const messages = [...sent, '"the end"'].map((body) => ({ body, headers: {} }));
      await amqp.publish(bench.dataRoute, messages);
      await consumer.acknowledge(deliveries);
    },
  );
  open.push({ stop: () => consumer.close() });
}

test.each([
  { says: 'proves what another service sends', count: counting(101), why: null },
  {
    says: 'finds that records of another service are missing',
    count: counting(131),
    why: '100 were received, and its source had, before it was asked, 131: more than 5% fewer.',
  },
  {
    says: 'of made-up people says nothing of another service',
    count: counting(100, true),
    why: 'no earlier run settled with which to compare',
  },
])('the count $says', async ({ count, why }) => {
  const bench = tinyBench(
    database,
    { pebbles: () => [], countSource: count },
    { participants: new Set(['sorter']) },
  );
  open.push(bench);
  await serviceOf(bench, 100);
  const { state, fault } = await bench.ended(await bench.start());
  expect(state).toBe(why === null ? 'settled' : 'failed');
  expect(fault?.says ?? '').toContain(why ?? '');
});
