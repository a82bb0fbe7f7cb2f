import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import type { Delivery } from '#lib/platform/broker/port.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { keepDeadLetters } from './dead-letters-store.ts';

describe.each(databases)('dead letters, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('that are equal', () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(async () => {
      await database.close();
    });

    async function keep(
      runId: string | null,
      environment: string,
      ...redelivered: readonly boolean[]
    ): Promise<void> {
      const letters = redelivered.map((again, place) => {
        const delivery: Delivery = {
          queue: 'q',
          body: '{}',
          headers: {},
          redelivered: again,
          receipt: `${environment}${String(place)}`,
        };
        const route = { exchange: 'x', key: 'k', queues: ['q'] };
        return {
          environment,
          runId,
          stage: 'pebbles',
          channel: 'amqp' as const,
          route,
          delivery,
          reason: 'Not a pebble',
        };
      });
      await keepDeadLetters(database, letters);
    }
    const kept = (environment: string) =>
      database.rows<{ occurrences: number; at: Date; last_at: Date }>(
        'select occurrences, at, last_at from dead_letter where environment = $1',
        [environment],
      );

    test('are one letter that says how often it came, within a batch and after it', async () => {
      const runId = newId();
      await keep(runId, 'within', false, false);
      expect(await kept('within')).toMatchObject([{ occurrences: 2 }]);
      await keep(runId, 'within', false);
      expect(await kept('within')).toMatchObject([{ occurrences: 3 }]);
    });

    test('are not counted again when the broker delivers the same message again', async () => {
      const runId = newId();
      await keep(runId, 'again', false, false);
      await keep(runId, 'again', true, true);
      expect(await kept('again')).toMatchObject([{ occurrences: 2 }]);
    });

    test('are kept where only the second delivery could be', async () => {
      await keep(newId(), 'second', true);
      expect(await kept('second')).toMatchObject([{ occurrences: 1 }]);
    });

    test('say when the last one came, though no run connects them', async () => {
      await keep(null, 'stray', false);
      const [first] = await kept('stray');
      expect(first?.last_at).toEqual(first?.at);
      await database.run(
        `update dead_letter set at = at - interval '90 days', last_at = at - interval '90 days'
          where environment = 'stray'`,
      );
      await keep(null, 'stray', false);
      const [both] = await kept('stray');
      expect(both?.occurrences).toBe(2);
      expect((both?.last_at.getTime() ?? 0) - (both?.at.getTime() ?? 0)).toBeGreaterThan(
        89 * 86_400_000,
      );
    });

    test('are two of two environments, whoever sent them', async () => {
      await keep(null, 'one', false);
      await keep(null, 'other', false);
      expect([...(await kept('one')), ...(await kept('other'))]).toMatchObject([
        { occurrences: 1 },
        { occurrences: 1 },
      ]);
    });
  });
});
