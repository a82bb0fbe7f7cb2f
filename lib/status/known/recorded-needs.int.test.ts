import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { followFailures } from '../incidents/follow-failures.ts';
import { listIncidents } from '../incidents/list-incidents.ts';
import { recordedNeeds } from './recorded-needs.ts';

const probe = (id: string, component?: string, dependsOn: readonly string[] = []) => ({
  id,
  dependsOn,
  component,
});

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`what probes need by the inventory, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
      const item = (key: string, environment: string | null, type = 'component') => ({
        key,
        type,
        kind: type,
        estate: key.split(/[/@]/)[0],
        environment,
        isProduction: environment === 'prod' || environment === 'LIVE',
      });
      const isEnvironment = 'environment';
      await database.run(
        `insert into inventory_item (key, type, estate, component, environment, kind, name,
           position, source, search_text, is_production)
         select key, type, estate, case type when 'component' then key end, environment, kind, key,
           0, 'D', '', "isProduction"
         from jsonb_to_recordset($1::jsonb) i(key text, type text, kind text, estate text,
           environment text, "isProduction" boolean)`,
        [
          JSON.stringify([
            { ...item('sync', null), type: 'estate' },
            { ...item('core', null), type: 'estate' },
            item('sync@prod', 'prod', isEnvironment),
            item('sync@stage', 'stage', isEnvironment),
            item('core@LIVE', 'LIVE', isEnvironment),
            item('core@TEST', 'TEST', isEnvironment),
            ...['page', 'service', 'broker', 'host', 'ring-a', 'ring-b'].map((name) =>
              item(`sync/${name}@prod`, 'prod'),
            ),
            item('sync/broker@stage', 'stage'),
            item('sync/network', null),
            { ...item('sync/list@prod', 'prod'), kind: 'journey' },
            { ...item('sync/list@stage', 'stage'), kind: 'journey' },
            { ...item('core/file@LIVE', 'LIVE'), kind: 'feed-file' },
            item('core/db@LIVE', 'LIVE'),
            item('core/db@TEST', 'TEST'),
          ]),
        ],
      );
      const relations = [
        ['sync/page@prod', 'calls', 'sync/service@prod'],
        ['sync/service@prod', 'depends on', 'sync/broker@prod'],
        ['sync/broker@prod', 'runs on', 'sync/host@prod'],
        // What it is sent to stops with what sends it.
        ['core/db@LIVE', 'feeds', 'sync/broker@prod'],
        ['core/db@TEST', 'feeds', 'sync/broker@prod'],
        ['sync/page@prod', 'calls', 'sync/broker@stage'],
        ['sync/list@prod', 'depends on', 'sync/page@prod'],
        ['sync/list@stage', 'depends on', 'sync/broker@stage'],
        ['core/file@LIVE', 'depends on', 'sync/broker@prod'],
        ['sync/page@prod', 'watches', 'sync/host@prod'],
        ['sync/ring-a@prod', 'calls', 'sync/ring-b@prod'],
        ['sync/ring-b@prod', 'calls', 'sync/ring-a@prod'],
      ];
      await database.run(
        `insert into inventory_relation (from_id, kind, to_id, source)
         select f.id, r.kind, t.id, 'D'
         from unnest($1::text[], $2::text[], $3::text[]) r(from_key, kind, to_key)
         join inventory_item f on f.key = r.from_key join inventory_item t on t.key = r.to_key`,
        [0, 1, 2].map((at) => relations.map((relation) => relation[at] ?? '')),
      );
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      for (const table of ['probe', 'incident', 'incident_part', 'incident_update'])
        await database.run(`delete from ${table}`);
    });

    const needsOf = async (...probes: readonly ReturnType<typeof probe>[]) =>
      Object.fromEntries(await recordedNeeds(database, probes));

    it('are followed over what nobody asks, as far as the next that is asked', async () => {
      const page = probe('page', 'sync/page@prod', ['name']);
      const broker = probe('broker', 'sync/broker@prod');
      const host = probe('host', 'sync/host@prod');
      expect(await needsOf(page, broker, host, probe('name'))).toEqual({
        page: ['name', 'broker'],
        broker: ['host'],
        host: [],
        name: [],
      });
      expect(await needsOf(page, host)).toEqual({ page: ['name', 'host'], host: [] });
    });

    it('lead to no other environment, and from production to production alone', async () => {
      expect(
        await needsOf(
          probe('page', 'sync/page@prod'),
          probe('stage', 'sync/broker@stage'),
          probe('live', 'core/db@LIVE'),
          probe('test', 'core/db@TEST'),
        ),
      ).toEqual({ page: ['live'], stage: [], live: [], test: [] });
    });

    it('are of each probe of a component, and of none that is not there', async () => {
      expect(
        await needsOf(
          probe('page', 'sync/page@prod'),
          probe('broker', 'sync/broker@prod'),
          probe('queue', 'sync/broker@prod'),
          probe('gone', 'sync/gone@prod'),
        ),
      ).toEqual({ page: ['broker', 'queue'], broker: [], queue: [], gone: [] });
      const before = database.statements();
      expect(await needsOf(probe('a', undefined, ['b']), probe('b'))).toEqual({ a: ['b'], b: [] });
      expect(database.statements()).toBe(before);
    });

    async function incidentsOf(...probes: readonly ReturnType<typeof probe>[]) {
      // A second apart: what failed first is shown first.
      for (const [place, { id }] of probes.entries())
        await database.run(
          `insert into probe (id, environment, name, kind, target, is_real, every_ms, state, since)
           values ($1, 'live', $1, 'tcp', 'x', true, 20000, $2,
             clock_timestamp() - make_interval(secs => $3::int))`,
          [id, id.startsWith('up-') ? 'up' : 'down', probes.length - place],
        );
      const needs = await recordedNeeds(database, probes);
      await database.transaction((tx) => followFailures(tx, 'live', needs));
      return listIncidents({ database, environments: [{ environment: { name: 'live' }, probes }] });
    }

    it('gather what fails under its root, and say what was ruled out', async () => {
      expect(
        await incidentsOf(
          probe('page', 'sync/page@prod'),
          probe('broker', 'sync/broker@prod'),
          probe('up-host', 'sync/host@prod'),
        ),
      ).toMatchObject([
        {
          title: 'broker is down',
          root: 'broker',
          ruledOut: ['up-host'],
          parts: [{ name: 'page' }, { name: 'broker' }],
          affected: [
            { key: 'core/file@LIVE', of: 'downstream', estateTitle: 'core' },
            { key: 'sync/list@prod', of: 'users', kindTitle: 'page of users' },
          ],
        },
      ]);
    });

    it('name no root where they go round, or where one is missing', async () => {
      const round = [probe('a', 'sync/ring-a@prod'), probe('b', 'sync/ring-b@prod')];
      expect(await incidentsOf(...round)).toMatchObject([
        { root: null, doubts: [{ why: 'needs-each-other' }], affected: [] },
      ]);
      await database.run('delete from probe');
      await database.run('delete from incident');
      const apart = await incidentsOf(probe('a', 'sync/ring-a@prod'), probe('n', 'sync/network'));
      expect(apart.map(({ root }) => root)).toEqual([null, null]);
    });

    it('tell of nobody whom it affects where no component is named, or it is over', async () => {
      expect(await incidentsOf(probe('page'))).toMatchObject([{ affected: null }]);
      await database.run(`update incident set resolved_at = now(), state = 'resolved'`);
      const world = { database, environments: [{ environment: { name: 'live' }, probes: [] }] };
      const before = database.statements();
      expect(await listIncidents(world)).toMatchObject([{ affected: null }]);
      expect(database.statements() - before).toBe(1);
    });
  });
