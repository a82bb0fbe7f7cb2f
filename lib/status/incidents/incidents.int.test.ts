import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { deliverNotices } from '#lib/notify/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { listening } from '#lib/testing/platform/listening.ts';
import type { Outcome } from '../model.ts';
import { openIncident, takeIncident, updateIncident } from './change-incident.ts';
import { followFailures, type Dependencies } from './follow-failures.ts';
import { listIncidents, showIncident } from './list-incidents.ts';

const log = createLog('silent', 'test');
const needs: Dependencies = new Map([
  ['sync', ['broker', 'search']],
  ['page', ['sync']],
  ['report', ['broker']],
]);
const ann: Actor = {
  id: 'ann',
  name: 'ann@example.org',
  role: 'support',
  requestId: 'request-1',
};
const viewer: Actor = { ...ann, name: 'vic@example.org', role: 'viewer' };

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`incidents, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      for (const table of [
        'probe',
        'incident',
        'incident_part',
        'incident_update',
        'audit',
        'notice',
        'notice_group',
        'notice_delivery',
        'notice_acknowledgement',
      ])
        await database.run(`delete from ${table}`);
    });
    const environment = {
      name: 'live',
      title: 'Live',
      isProduction: true,
      driver: 'managed',
    } as const;
    const world = () => ({ database, log, environment });
    const console = () => ({ database, environments: [{ environment, probes: [] }] });

    const shown = async (incident: number) => {
      const found = await showIncident(console(), String(incident));
      return found.ok ? found.value : null;
    };

    /** How probes are, `sinceSeconds` after the first. */
    async function probesAre(states: Readonly<Record<string, Outcome>>, sinceSeconds = 0) {
      for (const [id, state] of Object.entries(states))
        await database.run(
          `insert into probe (id, environment, name, kind, target, is_real, every_ms, state, since,
             says)
           values ($1, 'live', $2, 'service', 'RabbitMQ', true, 20000, $3,
             timestamptz '2026-11-27 17:00:00Z' + make_interval(secs => $4::integer), $5)
           on conflict (id) do update set state = excluded.state, says = excluded.says,
             since = case when probe.state = excluded.state then probe.since
               else excluded.since end`,
          [id, id.toUpperCase(), state, sinceSeconds, state === 'up' ? null : 'It gave no answer.'],
        );
      await database.transaction((tx) => followFailures(tx, 'live', needs));
      return listIncidents(console());
    }

    it('are opened by one person so often only, and others open theirs', async () => {
      const open = (by: Actor, position: number, idempotencyKey?: string) =>
        openIncident(world(), by, {
          environment: 'live',
          title: `Pages ${String(position)}`,
          text: 'Slow since noon.',
          idempotencyKey,
        });
      const key = '00000000-0000-4000-8000-000000000001';
      for (let position = 1; position <= 10; position++)
        expect(await open(ann, position, position === 1 ? key : undefined)).toMatchObject({
          ok: true,
        });
      expect(await open(ann, 11)).toMatchObject({
        fault: {
          kind: 'busy',
          says:
            'You have opened 10 incidents of live within 10 minutes. Write what is new to one of ' +
            'them, or wait.',
        },
      });
      expect(await open(ann, 1, key)).toMatchObject({ ok: true });
      expect(await open({ ...ann, id: 'bob', name: 'bob@example.org' }, 12)).toMatchObject({
        ok: true,
      });
      const [told] = await database.rows('select count(*)::integer as count from notice');
      expect(told).toEqual({ count: 11 });
      await database.run(`update incident set opened_at = opened_at - interval '11 minutes'`);
      expect(await open(ann, 13)).toMatchObject({ ok: true });
    });

    it('promise when more is said of them, until they are resolved', async () => {
      const at = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
      const first = { environment: 'live', title: 'Pages are slow', text: 'Since noon.' };
      const refused = (says: string) => ({
        fault: { kind: 'invalid', fields: { nextUpdateAt: says } },
      });
      for (const [nextUpdateAt, says] of [
        [at(-1), 'Use a time that is still to come.'],
        [at(32 * 24 * 60), 'Use a time within 31 days.'],
      ] as const)
        expect(await openIncident(world(), ann, { ...first, nextUpdateAt })).toMatchObject(
          refused(says),
        );
      const idempotencyKey = '00000000-0000-4000-8000-000000000009';
      const input = { ...first, nextUpdateAt: at(20), idempotencyKey };
      const opened = await openIncident(world(), ann, input);
      if (!opened.ok) throw new Error(opened.fault.says);
      expect(await openIncident(world(), ann, input)).toEqual(opened);
      expect(await openIncident(world(), ann, { ...input, nextUpdateAt: at(40) })).toMatchObject({
        fault: { kind: 'conflict' },
      });
      const { incident, version } = opened.value;
      const promised = async () => {
        const one = await shown(incident);
        const listed = (await listIncidents(console())).find(({ id }) => id === incident);
        expect(listed?.nextUpdateAt).toBe(one?.nextUpdateAt);
        return one?.nextUpdateAt;
      };
      expect(await promised()).toBe(input.nextUpdateAt.toISOString());
      const next = { environment: 'live', incident, version, text: 'It is the search.' } as const;
      expect(
        await updateIncident(world(), ann, { ...next, state: 'resolved', nextUpdateAt: at(20) }),
      ).toMatchObject(refused('Leave it out: nothing more is said of what is resolved.'));
      // Who takes it says nothing of it.
      const bob = { ...ann, id: 'bob', name: 'bob@example.org' };
      await takeIncident(world(), ann, { environment: 'live', incident, version, isTaken: true });
      const taken = await takeIncident(world(), bob, {
        environment: 'live',
        incident,
        version: version + 1,
        isTaken: true,
      });
      expect(await promised()).toBe(input.nextUpdateAt.toISOString());
      if (!taken.ok) throw new Error(taken.fault.says);
      const state = 'identified';
      await updateIncident(world(), ann, { ...next, version: taken.value.version, state });
      expect(await promised()).toBeNull();
    });

    it('open by themselves, under their root, and are resolved by themselves', async () => {
      expect(await probesAre({ broker: 'up', search: 'up', sync: 'up', page: 'up' })).toEqual([]);
      const [open] = await probesAre({ broker: 'down' }, 60);
      expect(open).toMatchObject({
        title: 'BROKER is down',
        state: 'investigating',
        root: 'BROKER',
        since: '2026-11-27T17:01:00.000Z',
        openedBy: 'system',
        updates: [{ text: 'BROKER is down. It gave no answer.', actor: 'system' }],
      });
      const [more, ...others] = await probesAre({ sync: 'down', page: 'degraded' }, 90);
      expect(others).toEqual([]);
      expect(more?.id).toBe(open?.id);
      expect(more?.parts).toEqual([
        {
          probe: 'broker',
          name: 'BROKER',
          state: 'down',
          since: '2026-11-27T17:01:00.000Z',
          endedAt: null,
        },
        {
          probe: 'page',
          name: 'PAGE',
          state: 'degraded',
          since: '2026-11-27T17:01:30.000Z',
          endedAt: null,
        },
        {
          probe: 'sync',
          name: 'SYNC',
          state: 'down',
          since: '2026-11-27T17:01:30.000Z',
          endedAt: null,
        },
      ]);
      // Again, nothing is written.
      const { version } = more ?? {};
      expect((await probesAre({}))[0]?.version).toBe(version);
      const [unknown] = await probesAre({ broker: 'not-known', sync: 'up', page: 'up' }, 200);
      expect(unknown).toMatchObject({ id: open?.id, state: 'investigating' });
      const [ended] = await probesAre({ broker: 'up' }, 300);
      expect(ended).toMatchObject({
        id: open?.id,
        state: 'resolved',
        updates: [{ text: 'All of it works again.' }],
      });
      expect(ended?.resolvedAt).not.toBeNull();
      expect(ended?.parts.every(({ endedAt }) => endedAt !== null)).toBe(true);
      const again = await probesAre({ broker: 'down' }, 400);
      expect(again.map(({ state }) => state)).toEqual(['investigating', 'resolved']);
    });

    it('join the one whose failure is found to be their root', async () => {
      const [first] = await probesAre({ broker: 'up', search: 'up', sync: 'down', page: 'up' });
      expect(first).toMatchObject({ root: 'SYNC', ruledOut: ['BROKER', 'SEARCH'] });
      const [joined, ...others] = await probesAre({ broker: 'down' }, 5);
      expect(others).toEqual([]);
      expect(joined).toMatchObject({ id: first?.id, title: 'BROKER is down', root: 'BROKER' });
    });

    /** What one who is told of all incidents gets in a pass, its first lines. */
    async function told(repeatMinutes: number | null = null): Promise<readonly string[]> {
      const got: string[] = [];
      const server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk) => (body += String(chunk)));
        request.on('end', () => {
          got.push(/"text":"(.*?)\\n/.exec(body)?.[1] ?? body);
          response.end();
        });
      });
      const port = await listening(server);
      const route = {
        name: 'all',
        kind: 'webhook',
        address: `http://127.0.0.1:${port}/`,
        secret: null,
        environments: ['live'],
        severity: 'warning',
        events: ['incident'],
        hours: null,
        repeatMinutes,
      } as const;
      const settings = { routes: [route], mail: null, baseUrl: null, heartbeatUrl: null };
      const process = { database, log, holder: 'test', environment: null, notify: settings };
      await deliverNotices(process, new AbortController().signal, () => undefined);
      server.close();
      return got;
    }

    it('are told when they open, get worse and end, and nothing that fails with them', async () => {
      await probesAre({ broker: 'up', search: 'up', sync: 'up', page: 'up' });
      const [open] = await probesAre({ broker: 'degraded', sync: 'down' }, 60);
      expect(await told()).toEqual(['BROKER is degraded']);
      await probesAre({ page: 'down', report: 'down' }, 90);
      expect(await told()).toEqual([]);
      await probesAre({ broker: 'down' }, 100);
      expect(await told()).toEqual(['BROKER is down']);
      // As a process does that has just started.
      await probesAre({});
      await probesAre({ sync: 'up', page: 'up', report: 'up' }, 200);
      expect(await told()).toEqual([]);
      expect(await database.rows('select distinct key from notice')).toEqual([
        { key: `incident ${open?.id}` },
      ]);
      await probesAre({ broker: 'up' }, 300);
      expect(await told()).toEqual(['Resolved: BROKER is down']);
    });

    it('are told to go on in another one that they join, and not to be over', async () => {
      await probesAre({ broker: 'up', sync: 'down', page: 'up', report: 'down' });
      const opened = await listIncidents(console());
      expect(opened).toHaveLength(2);
      expect((await told()).toSorted()).toEqual(['REPORT is down', 'SYNC is down']);
      await probesAre({ broker: 'down' }, 5);
      const [first = 0, second = 0] = opened.map(({ id }) => id).toSorted((a, b) => a - b);
      expect(await told()).toEqual([`Resolved: Incident ${second} goes on as incident ${first}`]);
    });

    it('are told again until somebody has taken them', async () => {
      const [open] = await probesAre({ broker: 'down' });
      const { id: incident = 0, version = 0 } = open ?? {};
      const longAgo = () =>
        database.run(`update notice_delivery set ended_at = ended_at - interval '1 hour'`);
      expect(await told(30)).toEqual(['BROKER is down']);
      await longAgo();
      expect(await told(30)).toEqual(['Still: BROKER is down']);
      const input = { environment: 'live', incident, version };
      const taken = await takeIncident(world(), ann, { ...input, isTaken: true });
      expect(taken).toMatchObject({ value: { isTaken: true } });
      await longAgo();
      expect(await told(30)).toEqual([]);
      const after = taken.ok ? taken.value.version : 0;
      const back = { ...input, version: after, isTaken: false };
      expect(await takeIncident(world(), ann, back)).toMatchObject({ value: { isTaken: false } });
      expect(await told(30)).toEqual(['Still: BROKER is down']);
    });

    it('of people are told when they open, end, and open again', async () => {
      const opened = await openIncident(world(), ann, {
        environment: 'live',
        title: 'Doctors cannot sign in',
        text: 'Three calls so far.',
      });
      const { incident = 0, version = 0 } = opened.ok ? opened.value : {};
      expect(await told()).toEqual(['Doctors cannot sign in']);
      const say = async (seen: number, state: 'identified' | 'resolved'): Promise<number> => {
        const input = { environment: 'live', incident, version: seen, state, text: 'So it is.' };
        const outcome = await updateIncident(world(), ann, input);
        return outcome.ok ? outcome.value.version : 0;
      };
      const identified = await say(version, 'identified');
      expect(await told()).toEqual([]);
      const resolved = await say(await say(identified, 'resolved'), 'resolved');
      expect(await told()).toEqual(['Resolved: Doctors cannot sign in']);
      await say(resolved, 'identified');
      expect(await told()).toEqual(['Doctors cannot sign in']);
    });

    it('say how it is now, where nothing of it is down any more', async () => {
      await probesAre({ broker: 'up', search: 'down', sync: 'degraded', page: 'up' });
      const [degraded, ...others] = await probesAre({ search: 'up' }, 60);
      expect(others).toEqual([]);
      expect(degraded).toMatchObject({
        title: 'SYNC is degraded',
        root: 'SYNC',
        resolvedAt: null,
        parts: [
          { name: 'SEARCH', endedAt: degraded?.parts[0]?.endedAt },
          { name: 'SYNC', state: 'degraded', endedAt: null },
        ],
      });
      expect(degraded?.parts[0]?.endedAt).not.toBeNull();
      const [unsure] = await probesAre({ sync: 'not-known' }, 90);
      expect(unsure).toMatchObject({ title: 'SYNC is not known', root: null, resolvedAt: null });
      const [again] = await probesAre({ search: 'down' }, 120);
      expect(again).toMatchObject({ title: 'SEARCH is down', resolvedAt: null });
      const [over] = await probesAre({ search: 'up', sync: 'up' }, 150);
      expect(over).toMatchObject({ id: degraded?.id, state: 'resolved' });
    });

    it('say why no root is named', async () => {
      const [one] = await probesAre({
        broker: 'not-known',
        search: 'up',
        sync: 'down',
        page: 'up',
      });
      expect(one).toMatchObject({
        root: null,
        doubts: [{ name: 'BROKER', why: 'not-known' }],
        ruledOut: ['SEARCH'],
      });
    });

    it('are opened, told of and resolved by people, each in the audit', async () => {
      const opened = await openIncident(world(), ann, {
        environment: 'live',
        title: 'Doctors cannot sign in',
        text: 'Three calls so far.',
      });
      if (!opened.ok) throw new Error(opened.fault.says);
      const { incident, version } = opened.value;
      const input = { environment: 'live', incident, version } as const;
      const told = await updateIncident(world(), ann, {
        ...input,
        state: 'identified',
        text: 'The certificate has expired.',
      });
      expect(told).toMatchObject({ ok: true, value: { state: 'identified' } });
      // Somebody who looked before that sees it first.
      expect(
        await updateIncident(world(), ann, { ...input, state: 'resolved', text: 'Renewed.' }),
      ).toMatchObject({
        ok: false,
        fault: {
          kind: 'conflict',
          // The next try knows it.
          stale: {
            version: told.ok ? told.value.version : 0,
            changedBy: ann.name,
            now: { state: 'Identified' },
          },
        },
      });
      const now = await shown(incident);
      const resolved = await updateIncident(world(), ann, {
        ...input,
        version: now?.version ?? 0,
        state: 'resolved',
        text: 'Renewed.',
      });
      expect(resolved).toMatchObject({ ok: true });
      expect(await shown(incident)).toMatchObject({
        isOfProbes: false,
        root: null,
        state: 'resolved',
        updates: [
          { state: 'resolved', text: 'Renewed.' },
          { state: 'identified' },
          { state: 'investigating', text: 'Three calls so far.', actor: ann.name },
        ],
      });
      const rows = await database.rows(
        'select action, target, outcome from audit where environment = $1 order by id',
        ['live'],
      );
      const target = `incident ${incident}`;
      expect(rows).toEqual([
        { action: 'status.open-incident', target, outcome: 'done' },
        { action: 'status.update-incident', target, outcome: 'done' },
        { action: 'status.update-incident', target, outcome: 'failed' },
        { action: 'status.update-incident', target, outcome: 'done' },
      ]);
    });

    it('are opened and told of once, however often the same is sent', async () => {
      const key = (at: number): string => `0b1c3f6e-5a4d-4c1e-9d5a-1f2e3d4c5b6${String(at)}`;
      const input = { environment: 'live', title: 'No sign-in', text: 'Three calls so far.' };
      const open = (more: object = {}, by = ann) =>
        openIncident(world(), by, { ...input, idempotencyKey: key(1), ...more });
      const all = await Promise.all([open(), open(), open()]);
      const [first] = all;
      if (!first?.ok) throw new Error('it is not open');
      expect(all).toEqual([first, first, first]);
      const { incident, version } = first.value;
      expect(await listIncidents(console())).toHaveLength(1);
      expect(await told()).toEqual(['No sign-in']);
      expect(await open({ text: 'Four calls.' })).toMatchObject({
        ok: false,
        fault: { kind: 'conflict', detail: { incident } },
      });
      // A key is of one person.
      expect(await open({}, { ...ann, name: 'bob@example.org' })).toMatchObject({ ok: true });
      expect(await listIncidents(console())).toHaveLength(2);

      const said = { environment: 'live', incident, version, state: 'identified' } as const;
      const say = (text: string) =>
        updateIncident(world(), ann, { ...said, text, idempotencyKey: key(2) });
      const once = await say('The certificate.');
      expect(once).toMatchObject({ ok: true });
      expect(await say('The certificate.')).toEqual(once);
      expect((await shown(incident))?.updates).toHaveLength(2);
      expect(await say('Another one.')).toMatchObject({
        ok: false,
        fault: { kind: 'conflict', detail: { incident } },
      });
    });

    it('are not resolved by a person while something of it does not work', async () => {
      const [open] = await probesAre({ broker: 'down' });
      const { id: incident = 0, version = 0 } = open ?? {};
      const input = { environment: 'live', incident, version, text: 'Done.' } as const;
      expect(await updateIncident(world(), ann, { ...input, state: 'resolved' })).toMatchObject({
        ok: false,
        fault: {
          kind: 'precondition',
          says: 'BROKER cannot be said to work. It resolves by itself when all of it works again.',
        },
      });
      expect(await updateIncident(world(), ann, { ...input, state: 'monitoring' })).toMatchObject({
        ok: true,
      });
    });

    it('know nothing of what nobody asks any more, and a person may resolve them', async () => {
      const [open] = await probesAre({ broker: 'down' });
      const asked = (secondsAgo: number) =>
        database.run(
          'update probe set last_at = clock_timestamp() - make_interval(secs => $1::integer)',
          [secondsAgo],
        );
      const { id: incident = 0, version = 0 } = open ?? {};
      await asked(30);
      expect((await shown(incident))?.parts).toMatchObject([{ state: 'down' }]);
      await asked(90);
      expect((await shown(incident))?.parts).toMatchObject([{ state: 'not-known' }]);
      const input = { environment: 'live', incident, version, state: 'resolved' } as const;
      expect(
        await updateIncident(world(), ann, { ...input, text: 'It was switched off.' }),
      ).toMatchObject({ ok: true });
    });

    it('are taken and given back, and by no viewer', async () => {
      const [open] = await probesAre({ broker: 'down' });
      const { id: incident = 0, version = 0 } = open ?? {};
      const input = { environment: 'live', incident, version } as const;
      expect(await takeIncident(world(), viewer, { ...input, isTaken: true })).toMatchObject({
        fault: { kind: 'forbidden' },
      });
      expect(await takeIncident(world(), ann, { ...input, isTaken: false })).toMatchObject({
        fault: { kind: 'precondition' },
      });
      const taken = await takeIncident(world(), ann, { ...input, isTaken: true });
      expect(await shown(incident)).toMatchObject({ owner: ann.name });
      const after = taken.ok ? taken.value.version : 0;
      await takeIncident(world(), ann, { ...input, version: after, isTaken: false });
      expect(await shown(incident)).toMatchObject({ owner: null });
    });

    it('say who has taken them from somebody', async () => {
      const [open] = await probesAre({ broker: 'down' });
      const { id: incident = 0, version = 0 } = open ?? {};
      const input = { environment: 'live', incident, isTaken: true } as const;
      const first = await takeIncident(world(), ann, { ...input, version });
      expect((await shown(incident))?.updates).toHaveLength(1);
      const bob = { ...ann, name: 'bob@example.org' };
      const seen = first.ok ? first.value.version : 0;
      const second = await takeIncident(world(), bob, { ...input, version: seen });
      expect(await shown(incident)).toMatchObject({
        owner: bob.name,
        version: second.ok ? second.value.version : 0,
        updates: [{ actor: bob.name, state: 'investigating', text: `Taken from ${ann.name}.` }, {}],
      });
    });

    it('of other environments are not changed, and none is shown that is not there', async () => {
      const [open] = await probesAre({ broker: 'down' });
      const other = { ...environment, name: 'other' };
      const input = { environment: 'other', incident: open?.id ?? 0, version: open?.version ?? 0 };
      expect(
        await takeIncident({ ...world(), environment: other }, ann, { ...input, isTaken: true }),
      ).toMatchObject({ fault: { kind: 'not-found' } });
      for (const none of ['2147483647', '0', '99999999999', 'one', '1 or 1'])
        expect(await showIncident(console(), none)).toMatchObject({ fault: { kind: 'not-found' } });
    });
  });
