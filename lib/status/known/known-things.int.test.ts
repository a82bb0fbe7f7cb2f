import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { environmentNamed } from '#lib/testing/sync/sync-world.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { statusShell } from '../services/list-services.ts';
import { updateIncident } from '../incidents/change-incident.ts';
import { followFailures } from '../incidents/follow-failures.ts';
import { listIncidents } from '../incidents/list-incidents.ts';
import { runProbes, type ProbePace } from '../run-probes.ts';
import { knownThings } from './known-things.ts';

const log = createLog('silent', 'test');
const environment = environmentNamed('live', true);
const ann: Actor = { id: 'ann', name: 'ann@example.org', role: 'support', requestId: 'request-1' };
const readKnown = knownThings(
  { environment, pipelines: [tinyPipeline({ pebbles: () => [] })], participants: new Set() },
  [],
);

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`what no probe asks, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      for (const table of [
        'run_event',
        'run',
        'alias_observation',
        'probe',
        'incident',
        'incident_part',
        'incident_update',
        'notice',
        'lease',
        'maintenance',
      ])
        await database.run(`delete from ${table}`);
    });
    const console = () => ({ database, environments: [{ environment, probes: [] }] });

    const follow = async () => {
      await database.transaction(async (tx) => {
        const things = await readKnown(tx);
        await followFailures(
          tx,
          'live',
          new Map(),
          things.map((thing) => ({ ...thing, isOff: false })),
        );
      });
      return listIncidents(console());
    };
    const runIs = async (number: number, state: string, more: { isDry?: boolean } = {}) => {
      const hasEnded = !['running', 'stalled'].includes(state);
      await database.run(
        `insert into run (id, environment, number, pipeline, pipeline_version, state, is_dry,
           started_by, reason, request_id, as_of, started_at, ended_at, fault)
         values ($1, 'live', $2, 'tiny', 1, $3, $4, 'ann', '', 'test', '2026-11-28',
           clock_timestamp(), case when $5 then clock_timestamp() end, $6::jsonb)
         on conflict (environment, number) do update set state = excluded.state,
           ended_at = excluded.ended_at, fault = excluded.fault`,
        [
          newId(),
          number,
          state,
          more.isDry ?? false,
          hasEnded,
          state === 'failed' ? JSON.stringify({ kind: 'unavailable', says: 'It broke.' }) : null,
        ],
      );
    };
    const aliasIs = async (alias: string, state: string, about = 'alias') => {
      await database.run(
        `update alias_observation set ended_at = clock_timestamp()
         where alias = $1 and ended_at is null`,
        [alias],
      );
      await database.run(
        `insert into alias_observation (environment, about, alias, state, seen, says, since,
           last_at)
         values ('live', $3, $1, $2, $2, $1 || ' is ' || $2 || '.', clock_timestamp(),
           clock_timestamp())`,
        [alias, state, about],
      );
    };
    /** How a service is, for a quarter of an hour and more before, or since now. */
    const serviceIs = (id: string, state: string, minutesAgo: number) =>
      database.run(
        `insert into probe (id, environment, name, kind, target, is_real, every_ms, state, since,
           says, last_at)
         values ('service:live:' || $1, 'live', upper($1), 'service', 'RabbitMQ', true, 20000, $2,
           clock_timestamp() - make_interval(mins => $3::integer), 'It gave no answer.',
           clock_timestamp())
         on conflict (id) do update set state = excluded.state, since = excluded.since`,
        [id, state, minutesAgo],
      );
    const told = async () =>
      (
        await database.rows<{ title: string; isResolved: boolean }>(
          'select title, is_resolved as "isResolved" from notice order by at',
        )
      ).map(({ title, isResolved }) => `${isResolved ? 'over: ' : ''}${title}`);

    it('a run that fails opens one incident, until a later one is settled', async () => {
      await runIs(1, 'settled');
      expect(await follow()).toEqual([]);
      await runIs(2, 'failed', { isDry: true });
      expect(await follow()).toEqual([]);
      await runIs(3, 'failed');
      const opened = await follow();
      expect(opened).toMatchObject([
        {
          title: 'Run live-3 has failed',
          state: 'investigating',
          root: 'Runs',
          openedBy: 'system',
          parts: [{ name: 'Runs', state: 'down', endedAt: null }],
          updates: [{ actor: 'system', text: 'Run live-3 has failed. It broke.' }],
        },
      ]);
      expect(await follow()).toEqual(opened);
      await runIs(4, 'cancelled');
      await runIs(5, 'running');
      await runIs(6, 'settled', { isDry: true });
      expect(await follow()).toEqual(opened);
      await runIs(5, 'stalled');
      expect(await follow()).toMatchObject([
        { id: opened[0]?.id, title: 'Run live-5 makes no progress', state: 'investigating' },
      ]);
      await runIs(5, 'settled');
      const over = await follow();
      expect(over).toMatchObject([
        {
          id: opened[0]?.id,
          state: 'resolved',
          parts: [{ state: 'up' }],
          updates: [{ text: 'A run was settled since then, or makes progress again.' }],
        },
      ]);
      expect(await follow()).toEqual(over);
      expect(await told()).toEqual([
        'Run live-3 has failed',
        'Run live-5 makes no progress',
        'over: Run live-5 makes no progress',
      ]);
    });

    it('drift opens one incident, whatever drifts with it, until all of it has ended', async () => {
      await aliasIs('extra', 'different', 'unexpected');
      await aliasIs('other', 'matches');
      expect(await follow()).toEqual([]);
      await aliasIs('doctors', 'missing');
      const [opened] = await follow();
      expect(opened).toMatchObject({
        title: 'The alias doctors is not as the contract says',
        parts: [{ name: 'Alias contract', state: 'down' }],
        updates: [{ text: 'The alias doctors is not as the contract says. doctors is missing.' }],
      });
      await aliasIs('other', 'different');
      expect(await follow()).toMatchObject([
        { id: opened?.id, title: '2 aliases and indexes are not as the contract says' },
      ]);
      await aliasIs('doctors', 'matches');
      expect(await follow()).toMatchObject([{ id: opened?.id, state: 'investigating' }]);
      await aliasIs('other', 'matches');
      expect(await follow()).toMatchObject([
        {
          id: opened?.id,
          state: 'resolved',
          updates: [{ text: 'It no longer differs from the contract.' }],
        },
      ]);
      await aliasIs('doctors', 'missing');
      const again = await follow();
      expect(again.map(({ state }) => state)).toEqual(['investigating', 'resolved']);
    });

    it('takes part in the incident of what stopped it, and nobody is told of it', async () => {
      await serviceIs('amqp', 'down', 2);
      await serviceIs('search', 'up', 60);
      await runIs(1, 'failed');
      expect(await follow()).toMatchObject([
        {
          title: 'AMQP is down',
          root: 'AMQP',
          parts: [{ name: 'AMQP' }, { name: 'Runs', state: 'down' }],
        },
      ]);
      expect(await told()).toEqual(['AMQP is down']);
      // It works again, and the run has failed all the same: for what, nobody can tell any more.
      await serviceIs('amqp', 'up', 0);
      expect(await follow()).toMatchObject([
        {
          title: 'Run live-1 has failed',
          root: null,
          doubts: [{ name: 'AMQP', why: 'works-since' }],
          ruledOut: ['SEARCH'],
        },
      ]);
    });

    it('is not said to follow from what failed later', async () => {
      await serviceIs('amqp', 'up', 60);
      await serviceIs('search', 'up', 60);
      await runIs(1, 'failed');
      await database.run(`update run set ended_at = ended_at - interval '30 minutes'`);
      await serviceIs('amqp', 'down', 2);
      const incidents = await follow();
      expect(incidents.map(({ title, root }) => [title, root])).toEqual(
        expect.arrayContaining([
          ['AMQP is down', 'AMQP'],
          ['Run live-1 has failed', 'Runs'],
        ]),
      );
    });

    it('is not called resolved by a person while it goes on', async () => {
      await runIs(1, 'failed');
      const [opened] = await follow();
      if (opened === undefined) throw new Error('no incident');
      const { id: incident, version } = opened;
      const input = { environment: 'live', incident, version, state: 'resolved', text: 'Over.' };
      const world = { database, log, environment };
      expect(await updateIncident(world, ann, { ...input, state: 'resolved' })).toMatchObject({
        fault: {
          kind: 'precondition',
          says: 'Runs cannot be said to work. It resolves by itself when all of it works again.',
        },
      });
    });

    /** Time that goes on as soon as somebody waits; `at` is called at each second. */
    function paceUntil(untilMs: number, at: (second: number) => Promise<void>) {
      let nowMs = 0;
      const stopping = new AbortController();
      const pace: ProbePace = {
        nowMs: () => nowMs,
        clockMs: () => nowMs,
        async pause(ms) {
          await at(Math.round(nowMs / 1_000));
          nowMs += ms;
          if (nowMs >= untilMs) stopping.abort();
        },
      };
      return { pace, signal: stopping.signal };
    }

    it('is looked at while probes are asked, and off where planned work has it off', async () => {
      const seen: (readonly [number, number])[] = [];
      const { pace, signal } = paceUntil(40_000, async (second) => {
        if (second === 0)
          await database.run(
            `insert into maintenance (environment, title, text, from_at, to_at, planned_by)
             values ('live', 'Work', 'Work.', clock_timestamp() - interval '1 hour',
               clock_timestamp() + interval '20 seconds', 'ann')`,
          );
        if (second === 3) await runIs(1, 'failed');
        seen.push([second, (await listIncidents(console())).length]);
      });
      const world = { database, log, holder: 'one', environment: 'live', probes: [], readKnown };
      await runProbes(world, signal, () => undefined, pace);
      expect(seen.filter(([second]) => second < 18).every(([, open]) => open === 0)).toBe(true);
      expect(await listIncidents(console())).toMatchObject([{ title: 'Run live-1 has failed' }]);
      expect((await statusShell(console())).get('live')?.incidents).toMatchObject([
        { about: 'runs' },
      ]);
    });
  });
