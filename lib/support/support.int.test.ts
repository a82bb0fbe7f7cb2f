import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { openIncident, takeIncident, tellUsers, updateIncident } from '#lib/status/index.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { readCopy, saysTheSame, takeCopy, writeCopy } from './copy.ts';
import { describe as describeFacts } from './describe.ts';
import { atomFeed } from './feeds.ts';
import { readFacts } from './read-facts.ts';
import { show } from './show.ts';

const log = createLog('silent', 'test');
const ann: Actor = { id: 'ann', name: 'ann@example.org', role: 'support', requestId: 'request-1' };
const bob: Actor = { ...ann, id: 'bob', name: 'bob@example.org' };

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`the support page, ${kind}`, () => {
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
        'maintenance',
        'audit',
      ])
        await database.run(`delete from ${table}`);
    });

    const environment = environmentNamed('live', true);
    const world = () => {
      const live = worldOver(database, {
        pipelines: [tinyPipeline({ pebbles: () => [] })],
        environment,
      });
      const probes = [{ id: 'http:live:reference', component: 'tis/reference@prod' }];
      return { clock: live.clock, database, environments: [{ ...live, probes }] };
    };
    const writing = () => ({ database, log, environment });
    const taken = async (isReviewed = false) => {
      const copy = await takeCopy(world(), isReviewed);
      const [facts] = copy.environments;
      if (facts === undefined) throw new Error('no environment');
      return { copy, facts, shown: show(copy, facts, new Date(copy.checkedAt)) };
    };
    const probeIs = (id: string, name: string, state: string, isReal = true) =>
      database.run(
        `insert into probe (id, environment, name, kind, target, is_real, every_ms, state, last_at)
         values ($1, 'live', $2, $3, 'search.internal.example', $4, 20000, $5, clock_timestamp())`,
        [id, name, id.slice(0, id.indexOf(':')), isReal, state],
      );
    async function opened(title: string, text: string) {
      const outcome = await openIncident(writing(), ann, { environment: 'live', title, text });
      if (!outcome.ok) throw new Error(outcome.fault.says);
      return outcome.value;
    }

    it('what nobody can tell is not called working', async () => {
      await probeIs('service:live:search', 'Search', 'up', false);
      const { shown } = await taken();
      expect(shown.headline).toBe('We cannot tell whether everything is working');
      expect(shown.services.filter(({ state }) => state === 'working')).toEqual([]);
      // A stand-in of the console's own is nobody's service.
      expect(shown.services.map(({ name }) => name)).not.toContain('Search behind the lists');
    });

    it('services have plain names, and none has a host in it', async () => {
      await probeIs('service:live:search', 'Search', 'up');
      await probeIs('service:live:amqp', 'Messages', 'degraded');
      await probeIs('http:live:a', 'Sign-in page', 'down');
      await probeIs('http:live:b', 'https://tis.internal.example/health', 'up');
      await probeIs('mysql:live:c', 'tcs.internal.example', 'up');
      const { shown, copy } = await taken();
      const states = shown.services.map(({ name, state }) => `${name}: ${state}`);
      expect(states).toEqual(
        expect.arrayContaining([
          'Search behind the lists: working',
          'Messages between the systems: partly',
          'Sign-in page: problem',
          'A website that we check: working',
          'A database that we check: working',
        ]),
      );
      expect(JSON.stringify(copy)).not.toContain('internal.example');
    });

    it('what is paused is switched off on purpose, and nobody plans that', async () => {
      await probeIs('http:live:a', 'Sign-in page', 'down');
      await database.run(`update probe set off = 'paused'`);
      const { shown } = await taken();
      expect(shown.services).toContainEqual(
        expect.objectContaining({ name: 'Sign-in page', note: 'Switched off on purpose' }),
      );
    });

    it('an incident is told in what a person has written, and not in who has it', async () => {
      const { incident, version } = await opened('Doctors cannot sign in', 'Try again at noon.');
      const of = { environment: 'live', incident };
      const took = await takeIncident(writing(), ann, { ...of, version, isTaken: true });
      if (!took.ok) throw new Error(took.fault.says);
      const taker = { ...of, version: took.value.version, isTaken: true };
      const from = await takeIncident(writing(), bob, taker);
      if (!from.ok) throw new Error(from.fault.says);
      const { facts, shown, copy } = await taken();
      expect(shown.headline).toBe('Some things are not working');
      expect(shown.problems).toMatchObject([
        { title: 'Doctors cannot sign in', tellUsers: 'Try again at noon.', isDraft: false },
      ]);
      expect(JSON.stringify(copy)).not.toContain('@example.org');
      const updatedAt = facts.problems[0]?.updatedAt;
      const resolved = await updateIncident(writing(), bob, {
        ...of,
        version: from.value.version,
        state: 'resolved',
        text: 'They can again.',
      });
      expect(resolved.ok).toBe(true);
      const after = await taken();
      expect(after.shown.problems).toEqual([]);
      expect(after.shown.past).toMatchObject([{ title: 'Doctors cannot sign in' }]);
      expect(after.facts.problems[0]?.updatedAt).not.toBe(updatedAt);
    });

    const incidentOf = async (name: string, title: string) => {
      await database.run(
        `insert into incident (environment, title, holder, is_root_known, opened_by, since)
         values ('live', $1, $2, true, 'system', clock_timestamp())`,
        [title, `known:${name}:live`],
      );
      await database.run(
        `insert into incident_part (incident, probe, name, since)
         select id, holder, $1, since from incident order by id desc limit 1`,
        [name],
      );
    };

    it('what was written for users is said instead, and alone where it must be', async () => {
      const { incident, version } = await opened('Doctors cannot sign in', 'The proxy is down.');
      const hidden = await taken(true);
      expect(hidden.shown.problems).toMatchObject([
        { title: 'Something is not working', affected: null, isDraft: true },
      ]);
      expect(hidden.shown.headline).toBe('Some things are not working');
      expect(JSON.stringify(hidden.copy)).not.toContain('proxy');
      const words = {
        title: 'Nobody can sign in',
        affected: 'Everyone.',
        text: 'Wait until noon.',
      };
      const of = { environment: 'live', incident, version };
      const outcome = await tellUsers(writing(), ann, { ...of, ...words });
      expect(outcome).toMatchObject({ ok: true, value: { version: version + 1 } });
      for (const isReviewed of [true, false]) {
        const { facts, copy } = await taken(isReviewed);
        expect(facts.problems).toMatchObject([
          {
            title: 'Nobody can sign in',
            affected: 'Everyone.',
            tellUsers: 'Wait until noon.',
            isDraft: false,
          },
        ]);
        expect(JSON.stringify(copy)).not.toMatch(/proxy|@example\.org/);
      }
      expect(await tellUsers(writing(), ann, { ...of, ...words })).toMatchObject({
        fault: { kind: 'conflict' },
      });
      const [audit] = await database.rows<{ action: string; outcome: string }>(
        `select action, outcome from audit where action = 'status.write-for-users' order by id`,
      );
      expect(audit).toEqual({ action: 'status.write-for-users', outcome: 'done' });
    });

    it('who is affected follows from what the inventory says needs it', async () => {
      await database.run(
        `insert into inventory_item (key, type, estate, component, environment, kind, name,
           position, source, search_text)
         values ('tis', 'estate', 'tis', null, null, 'estate', 'TIS', 0, 'D', ''),
           ('tis/reference@prod', 'component', 'tis', 'reference', 'prod', 'service', 'R', 0, 'D',
             ''),
           ('tis/find@prod', 'component', 'tis', 'find', 'prod', 'journey', 'Trainees', 0, 'D',
             '')`,
      );
      await database.run(
        `insert into inventory_relation (from_id, kind, to_id, source)
         select f.id, 'depends on', t.id, 'D' from inventory_item f, inventory_item t
         where f.key = 'tis/find@prod' and t.key = 'tis/reference@prod'`,
      );
      await probeIs('http:live:reference', 'Reference', 'down');
      await database.run(
        `insert into incident (environment, title, holder, is_root_known, opened_by, since)
         values ('live', 'Reference is down', 'http:live:reference', true, 'system', now())`,
      );
      await database.run(
        `insert into incident_part (incident, probe, name, since)
         select id, holder, 'Reference', since from incident`,
      );
      const { facts } = await taken();
      expect(facts.problems).toMatchObject([{ affected: 'Anyone using Trainees.' }]);
      await database.run(`delete from inventory_item where estate = 'tis'`);
    });

    it('a run that failed and drift are told in plain words, drift by its lists', async () => {
      await incidentOf('Runs', 'Run live-3 has failed');
      await incidentOf('Alias contract', 'The alias doctors is not as the contract says');
      const { facts } = await taken();
      expect(facts.problems).toMatchObject([
        {
          title: 'Some lists may not show what they should',
          tellUsers:
            'We have a problem with this: What the lists are read from. Our checks have found it.',
        },
        {
          title: 'Data refresh: not working',
          affected: 'The next data refresh. The lists stay as they are.',
        },
      ]);
      const [read] = await readFacts(world());
      if (read?.lists == null) throw new Error('no lists');
      const { lists } = read;
      const live = { ...lists.affected.now, verdicts: ['empty' as const] };
      const pages = [{ key: 'a', page: 'Doctors', tab: null, reads: 'doctors' }];
      const wrong = {
        ...lists,
        failedSince: null,
        generations: [{ role: 'live' as const }],
        affected: { ...lists.affected, pages, now: live, says: ['Doctors is wrong.'] },
      };
      const said = describeFacts({ ...read, lists: wrong }, false).problems;
      expect(said.map(({ id, title }) => [id.replace(/\d+/, 'N'), title])).toEqual([
        ['incident-N', 'Data refresh: not working'],
        ['lists', 'Some lists do not show what they should'],
      ]);
    });

    it('who has taken an incident changes nothing that is published', async () => {
      const { incident, version } = await opened('Doctors cannot sign in', 'Try again at noon.');
      const before = await taken();
      const took = await takeIncident(writing(), ann, {
        environment: 'live',
        incident,
        version,
        isTaken: true,
      });
      if (!took.ok) throw new Error(took.fault.says);
      await takeIncident(writing(), bob, {
        environment: 'live',
        incident,
        version: took.value.version,
        isTaken: true,
      });
      const after = await taken();
      expect(atomFeed(after.facts, 'https://console.example')).toBe(
        atomFeed(before.facts, 'https://console.example'),
      );
      expect(saysTheSame(before.copy, after.copy)).toBe(true);
    });

    it('the copy in the folder is what was taken, and what cannot be read is none', async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'support-'));
      try {
        expect(await readCopy(folder)).toBeNull();
        await opened('Doctors cannot sign in', 'Try again at noon.');
        const { copy } = await taken();
        await writeCopy(folder, copy);
        expect(await readCopy(folder)).toEqual(copy);
        await writeFile(path.join(folder, 'support.json'), '{"checkedAt":"today"}');
        expect(await readCopy(folder)).toBeNull();
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });
