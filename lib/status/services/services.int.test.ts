import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readList, type ListTexts } from '#lib/kernel/list.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import type { Outcome } from '../model.ts';
import { listServices, statusShell, type ServiceWorld } from './list-services.ts';
import { serviceList } from './service-list.ts';
import { showService } from './show-service.ts';

interface Given {
  readonly id: string;
  readonly environment?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly state?: Outcome;
  readonly off?: 'maintenance' | 'scheduled-off';
  readonly offUntil?: Date;
  /** How long ago it was asked; null: never. */
  readonly askedMs?: number | null;
}

const minuteMs = 60_000;

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`services, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      for (const table of [
        ...['probe', 'probe_result', 'probe_hour', 'probe_day'],
        ...['incident_part', 'incident_update', 'incident'],
      ])
        await database.run(`delete from ${table}`);
    });

    const world = (probes: ServiceWorld['environments'][number]['probes'] = []): ServiceWorld => ({
      database,
      environments: ['stage', 'live'].map((name) => ({ environment: { name }, probes })),
    });

    async function insert(...probes: readonly Given[]): Promise<void> {
      for (const { id, environment = 'live', name = id, askedMs = 1_000, ...one } of probes)
        await database.run(
          `insert into probe (id, environment, name, kind, target, is_real, every_ms, state, since,
             last_at, off, off_until)
           values ($1, $2, $3, $4, 'a web page', true, 20000, $5, now() - interval '1 day',
             clock_timestamp() - make_interval(secs => $6::float8 / 1000), $7, $8)`,
          [
            ...[id, environment, name, one.kind ?? 'http', one.state ?? 'up', askedMs],
            ...[one.off ?? null, one.offUntil ?? null],
          ],
        );
    }

    const list = async (texts: ListTexts) => {
      const { request, ignored } = readList(serviceList, texts);
      expect(ignored).toEqual([]);
      return listServices(world(), { ...request, time: '24-hours' });
    };
    const idsOf = async (texts: ListTexts = {}) => (await list(texts)).rows.map(({ id }) => id);

    const mixed: readonly Given[] = [
      { id: 'own', environment: '', name: 'The bucket' },
      { id: 'b', name: 'Beta page', state: 'down' },
      { id: 'a', name: 'alpha page', state: 'degraded', kind: 'tcp' },
      { id: 'old', name: 'Old queue', askedMs: 2 * minuteMs },
      { id: 'never', environment: 'stage', name: 'New queue', askedMs: null },
      { id: 'night', environment: 'stage', name: 'Night job', state: 'down', off: 'scheduled-off' },
      {
        id: 'over',
        environment: 'stage',
        name: 'Work over',
        off: 'maintenance',
        offUntil: new Date(Date.now() - minuteMs),
      },
    ];

    it('come by environment as configured, or worst first, a page at a time', async () => {
      await insert(...mixed);
      expect(await idsOf()).toEqual(['never', 'night', 'over', 'a', 'b', 'old', 'own']);
      expect(await idsOf({ sort: 'state' })).toEqual([
        ...['b', 'a', 'never', 'old', 'over', 'own', 'night'],
      ]);
      expect(await idsOf({ sort: '-name', limit: '2', offset: '1' })).toEqual(['own', 'old']);
      expect(await list({ limit: '2', offset: '6' })).toMatchObject({ total: 7 });
      expect(await list({ limit: '2', offset: '60' })).toMatchObject({ total: 7, rows: [] });
    });

    it('are found by words, environment, kind and how they are now', async () => {
      await insert(...mixed, { id: 'elsewhere', environment: 'another', name: 'Beta page' });
      expect(await idsOf({ text: 'PAGE web bet' })).toEqual(['b']);
      expect(await idsOf({ text: '100%_' })).toEqual([]);
      expect(await idsOf({ where: 'stage' })).toEqual(['never', 'night', 'over']);
      expect(await idsOf({ where: '-' })).toEqual(['own']);
      expect(await idsOf({ where: 'another' })).toEqual([]);
      expect(await idsOf({ kind: 'tcp' })).toEqual(['a']);
      expect(await idsOf({ state: 'not-known,off' })).toEqual(['never', 'night', 'old']);
      expect(await idsOf({ state: 'down' })).toEqual(['b']);
    });

    it('say what each filter can be, of what the others let through', async () => {
      await insert(...mixed);
      const counts = async (texts: ListTexts) => {
        const { facets } = await list(texts);
        return Object.fromEntries(
          Object.entries(facets).map(([filter, all]) => [
            filter,
            Object.fromEntries(all.map(({ value, count }) => [value, count])),
          ]),
        );
      };
      expect(await counts({})).toEqual({
        where: { stage: 3, live: 3, '-': 1 },
        state: { down: 1, degraded: 1, 'not-known': 2, up: 2, off: 1 },
        kind: { http: 6, tcp: 1 },
      });
      expect(await counts({ where: 'live', kind: 'http' })).toEqual({
        where: { stage: 3, live: 2, '-': 1 },
        state: { down: 1, 'not-known': 1 },
        kind: { http: 2, tcp: 1 },
      });
    });

    it('are read in three statements, however many there are', async () => {
      await insert(...Array.from({ length: 60 }, (_, n) => ({ id: `p${String(n)}` })));
      const before = database.statements();
      expect((await list({})).rows).toHaveLength(50);
      expect(database.statements() - before).toBe(3);
    });

    it('are counted for the shell, which has the newest open incidents', async () => {
      await insert(...mixed);
      for (let n = 1; n <= 22; n += 1)
        await database.run(
          `insert into incident (environment, title, state, opened_by, since, resolved_at)
           values ('live', $1, 'investigating', 'somebody', now(), $2)`,
          [`Number ${String(n)}`, n === 22 ? new Date() : null],
        );
      const shell = await statusShell(world());
      expect(shell.get('stage')).toEqual({
        ...{ probes: 3, down: 0, degraded: 0, notKnown: 1, incidents: [] },
      });
      expect(shell.get('live')).toMatchObject({ probes: 3, down: 1, degraded: 1, notKnown: 1 });
      const titles = shell.get('live')?.incidents.map(({ title }) => title);
      expect(titles).toHaveLength(20);
      expect(titles?.[0]).toBe('Number 21');
    });

    it('are shown one by one, with what is beside them', async () => {
      await insert({ id: 'http:live:a/b?c#d%e+f', name: 'Ж 🩺' }, { id: 'broker' }, { id: 'page' });
      const [{ id: incident } = { id: 0 }] = await database.rows<{ id: number }>(
        `insert into incident (environment, title, state, opened_by, since)
         values ('live', 'It is down', 'investigating', 'somebody', now()) returning id`,
      );
      await database.run(
        `insert into incident_part (incident, probe, name, since)
         values ($1, 'http:live:a/b?c#d%e+f', 'Ж 🩺', now() - interval '1 minute')`,
        [incident],
      );
      const shown = await showService(
        world([
          { id: 'http:live:a/b?c#d%e+f', dependsOn: ['broker'] },
          { id: 'page', dependsOn: ['http:live:a/b?c#d%e+f'] },
        ]),
        { id: 'http:live:a/b?c#d%e+f', time: '30-days' },
      );
      if (!shown.ok) throw new Error(shown.fault.says);
      expect(shown.value).toMatchObject({
        probe: { name: 'Ж 🩺', state: 'up' },
        incidents: [{ id: incident, title: 'It is down', resolvedAt: null }],
        needs: [{ id: 'broker', state: 'up' }],
        neededBy: [{ id: 'page' }],
        component: null,
        outcomes: null,
        latency: { by: 'hour' },
      });
      expect(shown.value.probe.pieces).toHaveLength(30);
      await insert({ id: 'of-another', environment: 'another' });
      for (const id of ['nobody', 'of-another'])
        expect(await showService(world(), { id, time: '24-hours' })).toMatchObject({
          fault: { kind: 'not-found' },
        });
    });

    it('say how long answers took, with a gap where none came', async () => {
      await insert({ id: 'one' });
      await database.run(
        `insert into probe_hour (probe, at, median_ms, percentile95_ms)
         select 'one', date_trunc('hour', now(), 'UTC') - n * interval '1 hour',
           array[10, null, 30, null, null, null, null, null, null, null, null, null]::integer[],
           array[20, null, 90, null, null, null, null, null, null, null, null, null]::integer[]
         from unnest(array[2, 30]) n`,
      );
      const pointsOf = async (time: '24-hours' | '90-days') => {
        const shown = await showService(world(), { id: 'one', time });
        return shown.ok ? shown.value.latency.points : [];
      };
      const minutes = await pointsOf('24-hours');
      expect(minutes.length).toBeGreaterThan(276);
      expect(minutes.length).toBeLessThanOrEqual(289);
      expect(minutes.flatMap(({ medianMs }) => medianMs ?? [])).toEqual([10, 30]);
      const hours = await pointsOf('90-days');
      expect(hours.length).toBeGreaterThanOrEqual(335);
      expect(hours.filter(({ medianMs }) => medianMs !== null)).toMatchObject([
        { medianMs: 20, percentile95Ms: 90 },
        { medianMs: 20, percentile95Ms: 90 },
      ]);
    });
  });
