import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { listMaintenance, showMaintenance } from './list-maintenance.ts';
import { plannedSoon } from './maintenance-store.ts';
import { ChangeMaintenance, PlanMaintenance } from './model.ts';
import { changeMaintenance, endMaintenance, planMaintenance } from './plan-maintenance.ts';

const log = createLog('silent', 'test');
const ann: Actor = { id: 'ann', name: 'ann@example.org', role: 'support', requestId: 'request-1' };
// A matcher, where a text is expected.
const matching = (says: string | RegExp) => expect.stringMatching(says) as string;
const hour = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString();
const planned = (from: number, to: number, more: object = {}) =>
  PlanMaintenance.parse({
    environment: 'live',
    title: 'The search cluster is renewed',
    text: 'Searching is slow.',
    fromAt: hour(from),
    toAt: hour(to),
    ...more,
  });

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`planned work, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      for (const table of ['probe', 'maintenance', 'audit', 'notice'])
        await database.run(`delete from ${table}`);
      await database.run(
        `insert into probe (id, environment, name, kind, target, is_real, every_ms)
         values ('service:live:search', 'live', 'Search', 'service', 'OpenSearch', true, 20000)`,
      );
    });
    const environment = {
      name: 'live',
      title: 'Live',
      isProduction: true,
      driver: 'managed',
    } as const;
    const world = () => ({ database, log, environment });
    const console = () => ({ database, environments: [{ environment }] });
    async function plan(from: number, to: number, more: object = {}) {
      const outcome = await planMaintenance(world(), ann, planned(from, to, more));
      if (!outcome.ok) throw new Error(outcome.fault.says);
      return outcome.value;
    }

    it('is planned, told, shown and audited', async () => {
      const { maintenance } = await plan(1, 2, { probe: 'Search' });
      expect(await showMaintenance(console(), String(maintenance))).toMatchObject({
        ok: true,
        value: {
          state: 'planned',
          probe: { id: 'service:live:search', name: 'Search' },
          plannedBy: 'ann@example.org',
          endedAt: null,
          version: 1,
        },
      });
      const audit = await database.rows('select action, outcome, target from audit');
      expect(audit).toEqual([
        {
          action: 'status.plan-maintenance',
          outcome: 'done',
          target: `planned work ${maintenance}`,
        },
      ]);
      const notices = await database.rows<{ title: string; path: string }>(
        'select title, path from notice',
      );
      expect(notices).toEqual([
        {
          title: 'Planned: The search cluster is renewed',
          path: `/status/maintenance/${maintenance}`,
        },
      ]);
    });

    it('is listed by what is under way, then to come, then the newest of the rest', async () => {
      const later = await plan(5, 6);
      const next = await plan(1, 2);
      const now = await plan(-1, 1);
      const off = await plan(3, 4);
      await endMaintenance(world(), ann, { environment: 'live', ...off });
      const past = await plan(-1, 2);
      await endMaintenance(world(), ann, { environment: 'live', ...past });
      const before = database.statements();
      const { maintenance } = await listMaintenance(console());
      expect(database.statements() - before).toBe(1);
      expect(maintenance.map(({ id, state }) => [id, state])).toEqual([
        [now.maintenance, 'under-way'],
        [next.maintenance, 'planned'],
        [later.maintenance, 'planned'],
        [past.maintenance, 'over'],
        [off.maintenance, 'called-off'],
      ]);
      expect((await plannedSoon(database, 'live')).map(({ probe }) => probe)).toEqual([null]);
      expect(await plannedSoon(database, 'other')).toEqual([]);
    });

    it.each([
      [{ fromAt: hour(2), toAt: hour(1) }, 'toAt', 'Use a time after it begins.'],
      [{ fromAt: hour(-2), toAt: hour(-1) }, 'toAt', 'Use a time that is still to come.'],
      [{ fromAt: hour(1), toAt: hour(24 * 31 + 1) }, 'toAt', 'Plan 30 days or fewer.'],
      [{ fromAt: hour(24 * 400), toAt: hour(24 * 400 + 1) }, 'fromAt', 'Use a time within a year.'],
      [{ probe: 'Nothing' }, 'probe', /nothing there is called so/],
    ])('refuses %j beside the field', async (more, field, says) => {
      const refused = await planMaintenance(world(), ann, planned(1, 2, more));
      expect(refused).toMatchObject({
        ok: false,
        fault: { kind: 'invalid', fields: { [field]: matching(says) } },
      });
      expect(await database.rows('select 1 from maintenance')).toEqual([]);
    });

    it('is planned once where the same is sent again, and nothing else under its key', async () => {
      const idempotencyKey = newId();
      const input = planned(1, 2, { idempotencyKey });
      const first = await planMaintenance(world(), ann, input);
      expect(await planMaintenance(world(), ann, input)).toEqual(first);
      const other = await planMaintenance(world(), ann, { ...input, title: 'Something else' });
      expect(other).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
      expect(await database.rows('select 1 from maintenance')).toHaveLength(1);
      expect(await database.rows('select 1 from notice')).toHaveLength(1);
    });

    it('is changed while nobody else has, and not once it is over', async () => {
      const { maintenance, version } = await plan(1, 2);
      const change = ChangeMaintenance.parse({
        ...planned(1, 2),
        fromAt: hour(1),
        toAt: hour(3),
        maintenance,
        version,
      });
      const changed = await changeMaintenance(world(), ann, change);
      expect(changed).toMatchObject({ ok: true, value: { version: 2, state: 'planned' } });
      // The same again changes nothing; what was looked at before does not count.
      expect(await changeMaintenance(world(), ann, change)).toMatchObject({
        fault: { kind: 'conflict' },
      });
      expect(await changeMaintenance(world(), ann, { ...change, version: 2 })).toEqual(changed);
      const ended = await endMaintenance(world(), ann, { ...change, version: 2 });
      expect(ended).toMatchObject({ ok: true, value: { state: 'called-off', version: 3 } });
      expect(await changeMaintenance(world(), ann, { ...change, version: 3 })).toMatchObject({
        fault: { kind: 'precondition' },
      });
      expect(
        await endMaintenance(world(), ann, { environment: 'live', maintenance: 999_999, version }),
      ).toMatchObject({ fault: { kind: 'not-found' } });
      const titles = await database.rows<{ title: string }>('select title from notice order by at');
      expect(titles.map(({ title }) => title.split(':')[0])).toEqual([
        'Planned',
        'Changed',
        'Called off',
      ]);
    });

    it('is planned by nobody who only reads', async () => {
      const refused = await planMaintenance(world(), { ...ann, role: 'viewer' }, planned(1, 2));
      expect(refused).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
      expect(await database.rows('select 1 from maintenance')).toEqual([]);
    });

    it.each(['0', '1e9', '-1', '2147483648', 'x'])('is not called %s', async (number) => {
      expect(await showMaintenance(console(), number)).toMatchObject({
        fault: { kind: 'not-found' },
      });
    });
  });

it.each(['2026-11-28', 'tomorrow', '2026-03-29T01:30', '', '2026-11-28T22:00:00'])(
  'takes no time %j',
  (fromAt) => {
    const read = PlanMaintenance.safeParse({
      environment: 'live',
      title: 'x',
      text: 'x',
      fromAt,
      toAt: '2026-11-28T23:00',
    });
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['fromAt', 'Use a day and a time that clocks in London show, such as 2026-11-28T22:00.'],
    ]);
  },
);
