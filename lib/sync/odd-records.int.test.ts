/** One odd record is one odd record: it is noted, and the run goes on. */
import { expect, test } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import { createLog } from '#lib/platform/log.ts';
import { detailIn, pebbles, tinySuite } from '#lib/testing/sync/tiny-engine.ts';

const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');

const suite = tinySuite();

test('a message that was not UTF-8 is written and noted', async () => {
  const broker = createDatabaseBroker(suite.database, { environment: 'local', log });
  suite.stopAfter({ stop: () => broker.close() });
  const damaging: Broker = {
    ...broker,
    consume: (queue, options, onBatch) =>
      broker.consume(queue, options, (deliveries) =>
        onBatch(
          deliveries.map((delivery) =>
            delivery.body.includes('p00003') ? { ...delivery, isDamaged: true } : delivery,
          ),
        ),
      ),
  };
  const on = suite.bench(
    { pebbles: () => pebbles(9) },
    { brokers: { amqp: damaging, sqs: damaging } },
  );
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(run.stages[1]).toMatchObject({ received: 9, written: 9, quarantined: 0 });
  expect((await detailIn(on.world, run.run)).records).toEqual([
    {
      kind: 'noted',
      stage: 'pebbles',
      reason: 'Characters that could not be read were replaced (the message was not UTF-8)',
      count: 1,
      references: ['p00003'],
    },
  ]);
});

test('a record that its source could not read in full is sent, written and noted', async () => {
  const on = suite.bench({
    *pebbles() {
      yield* pebbles(9);
      yield { id: 'p99999', colour: 'unknown' };
    },
  });
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(run.stages[1]).toMatchObject({ sent: 10, written: 10, withheld: 0, quarantined: 0 });
  expect((await detailIn(on.world, run.run)).records).toEqual([
    {
      kind: 'noted',
      stage: 'pebbles',
      reason: 'Its colour is not known',
      count: 1,
      references: ['p99999'],
    },
  ]);
});

test('a record that is too large for the broker is left out and listed', async () => {
  const on = suite.bench({
    *pebbles() {
      yield* pebbles(9);
      yield { id: 'p99999', colour: 'x'.repeat(1_000_000) };
    },
  });
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(run.stages[1]).toMatchObject({
    sent: 9,
    received: 9,
    written: 9,
    withheld: 1,
    attempt: 1,
  });
  expect((await detailIn(on.world, run.run)).records).toEqual([
    {
      kind: 'quarantined',
      stage: 'pebbles',
      reason: 'A message is larger than the broker takes',
      count: 1,
      references: ['p99999'],
    },
  ]);
});

test('a queue that has gone when its messages are acknowledged is declared again', async () => {
  const broker = createDatabaseBroker(suite.database, { environment: 'local', log });
  suite.stopAfter({ stop: () => broker.close() });
  let isGone = true;
  const losing: Broker = {
    ...broker,
    async consume(queue, options, onBatch) {
      const consumer = await broker.consume(queue, options, onBatch);
      const acknowledge: typeof consumer.acknowledge = async (deliveries) => {
        const isData = deliveries.some(({ body }) => body.includes('p00003'));
        if (!isGone || !isData) return consumer.acknowledge(deliveries);
        isGone = false;
        throw new FaultError({ kind: 'not-found', says: 'SQS has no such queue' });
      };
      return { ...consumer, acknowledge };
    },
  };
  const on = suite.bench({ pebbles: () => pebbles(9) }, { brokers: { amqp: losing, sqs: losing } });
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(run.stages[1]).toMatchObject({ received: 9, attempt: 2 });
  expect(await on.eventsOf(run)).toContainEqual(
    expect.stringContaining('has vanished; it is declared again'),
  );
});
