import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { watchProbers } from './watch-probers.ts';

describe.each(databases)('the watch over those who ask, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('of fifty probes', () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      for (const table of ['probe', 'notice']) await database.run(`delete from ${table}`);
      await database.run(
        `insert into probe (environment, id, name, kind, target, is_real, every_ms, state, last_at)
         select 'preprod', 'tcp:preprod:' || n, 'Port ' || n, 'tcp', 'a port', true, 20000, 'up',
           clock_timestamp() from generate_series(1, 50) n`,
      );
    });
    const set = (values: string) => database.run(`update probe set ${values}`);
    const told = () =>
      database.rows<object>(
        `select title, severity, is_resolved as "isResolved" from notice order by at, id`,
      );
    const working = {
      title: 'Probes of preprod are asked again',
      severity: 'info',
      isResolved: true,
    };

    it('tells once that nobody asks, and once that somebody does again', async () => {
      const look = watchProbers(database, ['preprod']);
      await look();
      await set(`last_at = clock_timestamp() - interval '1 hour'`);
      await look();
      await look();
      await set('last_at = clock_timestamp()');
      await look();
      await look();
      expect(await told()).toEqual([
        working,
        { title: 'Probes of preprod are not asked', severity: 'critical', isResolved: false },
        working,
      ]);
    });

    it('tells once that it has no route, however much that hides', async () => {
      const look = watchProbers(database, ['preprod']);
      await look();
      await set(`state = 'not-known', says = 'This console has no route to it.'`);
      await look();
      await set(`state = 'up'`);
      await look();
      expect(await told()).toEqual([
        working,
        { title: 'Probes of preprod cannot be asked', severity: 'critical', isResolved: false },
        working,
      ]);
    });

    it('tells nothing of one alone, of heartbeats and of what is off', async () => {
      await database.run(`update probe set state = 'not-known' where id = 'tcp:preprod:1'`);
      await watchProbers(database, ['preprod'])();
      await set(`state = 'not-known', off = 'paused'`);
      await watchProbers(database, ['preprod'])();
      await set(`off = null, is_real = false`);
      await watchProbers(database, ['preprod'])();
      await set(`is_real = true, kind = 'heartbeat'`);
      await watchProbers(database, ['preprod'])();
      expect(await told()).toEqual([working, working, working, working]);
    });
  });
});
