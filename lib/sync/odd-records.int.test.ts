/** One odd record is one odd record: it is noted, and the run goes on. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { pebbles, tinyBench } from '#lib/testing/sync/tiny-engine.ts';
import { showRun } from './index.ts';

const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());
const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

test('a message that was not UTF-8 is written and noted', async () => {
  const broker = createDatabaseBroker(database, { environment: 'local', log });
  open.push({ stop: () => broker.close() });
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
  const on = tinyBench(
    database,
    { pebbles: () => pebbles(9) },
    { brokers: { amqp: damaging, sqs: damaging } },
  );
  open.push(on);
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect(run.stages[1]).toMatchObject({ received: 9, written: 9, quarantined: 0 });
  const shown = await showRun(on.world, run.run);
  expect(shown.ok && shown.value.records).toEqual([
    {
      kind: 'noted',
      stage: 'pebbles',
      reason: 'Characters that could not be read were replaced (the message was not UTF-8)',
      count: 1,
      references: ['p00003'],
    },
  ]);
});
