/** One odd record is one odd record: it is noted, and the run goes on. */
import { expect, test } from 'vitest';
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
