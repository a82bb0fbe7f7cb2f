import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { createLog } from '#lib/platform/log.ts';
import { readList } from '#lib/kernel/list.ts';
import { readWindow } from '#lib/kernel/window.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import type { Outcome, StatusTime } from './model.ts';
import type { Probe, ProbeResult } from './probe.ts';
import { phaseMs, runProbes, untilDueMs, type ProbePace } from './run-probes.ts';
import { listServices, statusShell } from './services/list-services.ts';
import { serviceList } from './services/service-list.ts';
import { statusRetentions, summariseProbes } from './summary-store.ts';

const everyMs = 20_000;
const log = createLog('silent', 'test');
const result = (outcome: Outcome): ProbeResult => ({
  outcome,
  tookMs: outcome === 'down' || outcome === 'not-known' ? null : 7,
  says: outcome === 'up' ? null : `It is ${outcome}.`,
});

/** A probe that finds these, one after the other, and then the last of them again. */
function probeOf(id: string, found: readonly Outcome[], asked: number[] = []): Probe {
  let number = 0;
  return {
    id,
    name: id,
    kind: 'service',
    target: 'RabbitMQ',
    isReal: true,
    everyMs,
    patience: { attempts: 3, recoveries: 2 },
    dependsOn: [],
    scheduledOn: [],
    check() {
      asked.push(number);
      const outcome = found[Math.min(number, found.length - 1)] ?? 'up';
      number += 1;
      return Promise.resolve(result(outcome));
    },
  };
}

/** Time goes on only as somebody waits; after `endMs` of it the signal aborts. */
function paceUntil(endMs: number): { readonly pace: ProbePace; readonly signal: AbortSignal } {
  const stop = new AbortController();
  let now = 0;
  const waiting: { readonly atMs: number; readonly go: () => void }[] = [];
  const step = (): void => {
    const [next] = waiting.sort((a, b) => a.atMs - b.atMs);
    if (next === undefined) return;
    now = Math.max(now, next.atMs);
    if (now >= endMs) {
      stop.abort();
      for (const { go } of waiting.splice(0)) go();
      return;
    }
    waiting.shift();
    next.go();
  };
  const pace: ProbePace = {
    nowMs: () => now,
    clockMs: () => now,
    pause: (ms, signal) =>
      new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else {
          waiting.push({ atMs: now + ms, go: resolve });
          setImmediate(step);
        }
      }),
  };
  return { pace, signal: stop.signal };
}

it('asks each probe at a moment of its own, spread over the interval', () => {
  const phases = Array.from({ length: 400 }, (_, i) => phaseMs({ id: `probe-${i}`, everyMs }));
  for (const quarter of [0, 1, 2, 3]) {
    const own = phases.filter((ms) => Math.floor((ms / everyMs) * 4) === quarter);
    expect(own.length).toBeGreaterThan(60);
  }
  for (const atMs of [0, 1, 12_345, 19_999, Date.now()]) {
    const dueMs = untilDueMs({ id: 'one', everyMs }, atMs);
    expect(dueMs).toBeGreaterThan(0);
    expect(dueMs).toBeLessThanOrEqual(everyMs);
    expect((atMs + dueMs - phaseMs({ id: 'one', everyMs })) % everyMs).toBe(0);
  }
});

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`probes, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      for (const table of [
        ...['probe', 'probe_result', 'probe_hour', 'probe_day', 'lease'],
        ...['incident', 'incident_part', 'incident_update', 'maintenance'],
      ])
        await database.run(`delete from ${table}`);
    });
    const worldOf = (probes: readonly Probe[], holder = 'one') => ({
      database,
      log,
      holder,
      environment: 'local',
      probes,
    });
    const console = () => ({
      database,
      environments: [{ environment: { name: 'local' }, probes: [] }],
    });
    const status = (time: StatusTime = '24-hours') =>
      listServices(console(), { ...readList(serviceList, {}).request, time });
    const run = async (probes: readonly Probe[], forMs: number) => {
      const { pace, signal } = paceUntil(forMs);
      return runProbes(worldOf(probes), signal, () => undefined, pace);
    };

    it('tell at each asking how late it is', async () => {
      const asked: number[] = [];
      const lags: number[] = [];
      const { pace, signal } = paceUntil(100_000);
      const late: ProbePace = {
        ...pace,
        // The machine is busy: what is due at a moment goes on a second later.
        pause: (ms, until) => pace.pause(ms === 0 ? 0 : ms + 1_000, until),
      };
      const world = {
        ...worldOf([probeOf('one', ['up'], asked)]),
        onLag: (lagMs: number) => lags.push(lagMs),
      };
      await runProbes(world, signal, () => undefined, late);
      expect(lags).toHaveLength(asked.length);
      expect(lags[0]).toBe(0);
      expect(new Set(lags.slice(1))).toEqual(new Set([1_000]));
    });

    it('are asked again and again, and shown as they are', async () => {
      const asked: number[] = [];
      expect(
        await run([probeOf('up', ['up'], asked), probeOf('down', ['up', 'down'])], 100_000),
      ).toBe(true);
      expect(asked.length).toBeGreaterThanOrEqual(5);
      expect(asked.length).toBeLessThanOrEqual(6);
      const results = await database.rows<{ probe: string; outcome: string; state: string }>(
        'select probe, outcome, state from probe_result order by at',
      );
      expect(results.filter(({ probe }) => probe === 'up')).toHaveLength(asked.length);
      expect(results.filter(({ probe }) => probe === 'down').map(({ state }) => state)).toEqual(
        expect.arrayContaining(['up', 'down']),
      );
      const before = database.statements();
      const view = await status();
      expect(database.statements() - before).toBe(3);
      const [down, up] = view.rows;
      expect(up).toMatchObject({ id: 'up', state: 'up', says: null, tookMs: 7, medianMs: 7 });
      expect(down).toMatchObject({ id: 'down', state: 'down', says: 'It is down.', tookMs: null });
      expect(up?.pieces).toHaveLength(24);
      expect((await status('90-days')).rows[0]?.pieces).toHaveLength(90);
      expect((await statusShell(console())).get('local')).toEqual({
        probes: 2,
        down: 1,
        degraded: 0,
        notKnown: 0,
        incidents: [
          {
            id: expect.any(Number) as number, // Matches any.
            title: 'down is down',
            since: expect.any(String) as string, // Matches any.
            about: null,
          },
        ],
      });
    });

    it('are asked by one process at a time, and the next one goes on where it was', async () => {
      const first = run([probeOf('one', ['up', 'down', 'down'])], 50_000);
      const { pace, signal } = paceUntil(1_000);
      expect(await first).toBe(true);
      await database.run(
        `insert into lease (name, holder, token, expires_at)
         values ('probes:local', 'other', 99, clock_timestamp() + interval '1 hour')
         on conflict (name) do update set holder = excluded.holder,
           expires_at = excluded.expires_at`,
      );
      const others: number[] = [];
      const probes = [probeOf('one', ['down'], others)];
      expect(await runProbes(worldOf(probes, 'two'), signal, () => undefined, pace)).toBe(false);
      expect(others).toEqual([]);
      await database.run('delete from lease');
      // Two failures were found before; one more makes it three in a row.
      await run(probes, 25_000);
      const [row] = await database.rows<{ state: string }>('select state from probe');
      expect(row?.state).toBe('down');
    });

    it('stop where another process has taken the lease', async () => {
      const { pace, signal } = paceUntil(1_000_000);
      const probe = probeOf('one', ['up']);
      let number = 0;
      const taken: Probe = {
        ...probe,
        async check(until) {
          number += 1;
          if (number === 2)
            await database.run(`update lease set holder = 'other', token = token + 1`);
          return probe.check(until);
        },
      };
      await runProbes(worldOf([taken]), signal, () => undefined, pace);
      const rows = await database.rows('select 1 from probe_result');
      expect(rows).toHaveLength(1);
    });

    it('begin anew where this machine has slept, and the lease is free for that', async () => {
      const { pace, signal } = paceUntil(1_000_000);
      let sleptMs = 0;
      let number = 0;
      const probe = probeOf('one', ['up']);
      const sleepy: Probe = {
        ...probe,
        async check(until) {
          number += 1;
          if (number === 3) {
            sleptMs = 3_600_000;
            await new Promise((resolve) => until.addEventListener('abort', resolve));
          }
          return probe.check(until);
        },
      };
      const moved: ProbePace = { ...pace, clockMs: () => pace.clockMs() + sleptMs };
      expect(await runProbes(worldOf([sleepy]), signal, () => undefined, moved)).toBe(true);
      // What is found after the sleep has no time that is right.
      expect(number).toBe(3);
      expect((await database.rows('select 1 from probe_result')).length).toBeLessThan(3);
      expect(signal.aborted).toBe(false);
      expect(await run([probe], 5_000)).toBe(true);
    });

    it('open an incident also where the database is away for longer than is kept', async () => {
      const { pace, signal } = paceUntil(400_000);
      let hasSaved: () => void = () => undefined;
      let hasFailed: () => void = () => undefined;
      const saved = new Promise<void>((resolve) => (hasSaved = resolve));
      const failed = new Promise<void>((resolve) => (hasFailed = resolve));
      const probe = probeOf('one', ['up', 'down']);
      let asked = 0;
      let isAway = false;
      const counted: Probe = {
        ...probe,
        async check(until) {
          asked++;
          if (asked === 2) await saved;
          // It is down from the fourth answer on, which the fifth drives out.
          if (asked === 3) isAway = true;
          if (asked === 6) await failed;
          return probe.check(until);
        },
      };
      const away: Database = {
        ...database,
        async transaction(work) {
          if (isAway) {
            if (asked === 6) {
              isAway = false;
              hasFailed();
            }
            throw new FaultError({ kind: 'unavailable', says: 'It is away' });
          }
          const done = await database.transaction(work);
          hasSaved();
          return done;
        },
      };
      const world = { ...worldOf([counted]), database: away };
      await runProbes(world, signal, () => undefined, { ...pace, mostUnsaved: 1 });
      expect(asked).toBeGreaterThan(6);
      expect(await status()).toMatchObject({ openIncidents: 1 });
    });

    it('say that a probe with a fault of its own could not ask', async () => {
      const broken: Probe = {
        ...probeOf('one', ['up']),
        check: () => Promise.reject(new TypeError('a bug')),
      };
      await run([broken], 5_000);
      const view = await status();
      expect(view.rows[0]).toMatchObject({ state: 'not-known' });
      expect(view.rows[0]?.says).toMatch(/^The console could not ask/);
    });

    it('are not known once nobody asks, and go where nobody names them', async () => {
      await run([probeOf('one', ['up']), probeOf('two', ['up'])], 5_000);
      await database.run(`update probe set last_at = last_at - interval '10 minutes'`);
      const [one] = (await status()).rows;
      expect(one).toMatchObject({ state: 'not-known', since: one?.lastAt });
      await run([probeOf('two', ['up'])], 5_000);
      expect((await status()).rows.map(({ id }) => id)).toEqual(['two']);
    });

    it('are summed up by the time of each state, and what nobody asked is not known', async () => {
      await run([probeOf('one', ['up'])], 1_000);
      await database.run('delete from probe_result');
      const insert = (from: string, to: string, state: string) =>
        database.run(
          `insert into probe_result (probe, at, outcome, state, took_ms)
           select 'one', g, $3, $3, 5
           from generate_series($1::timestamptz, $2::timestamptz, interval '20 seconds') g`,
          [from, to, state],
        );
      const [{ at: day } = { at: new Date() }] = await database.rows<{ at: Date }>(
        `select date_trunc('hour', clock_timestamp()) - interval '3 hours' as at`,
      );
      const minute = (n: number, second = 0): string =>
        new Date(day.getTime() + (n * 60 + second) * 1_000).toISOString();
      // Half an hour up, ten minutes down, then twenty in which nobody asks.
      await insert(minute(0), minute(29, 40), 'up');
      await insert(minute(30), minute(39, 40), 'down');
      await summariseProbes(database);
      const all = async () => [
        await database.rows('select * from probe_hour order by at'),
        await database.rows('select * from probe_day order by at'),
      ];
      const before = await all();
      await summariseProbes(database);
      expect(await all()).toEqual(before);
      const [hour] = await database.rows('select * from probe_hour order by at');
      expect(hour).toMatchObject({
        // What is found at the end of a span holds for a moment of the next one.
        up_ms: [...Array<number>(6).fill(300_000), ...Array<number>(6).fill(0)],
        down_ms: [...Array<number>(6).fill(0), 300_000, 300_000, 40_000, 0, 0, 0],
        degraded_ms: null,
        not_known_ms: null,
        answers: [...Array<number>(8).fill(15), 0, 0, 0, 0],
        median_ms: [...Array<number>(8).fill(5), null, null, null, null],
      });
      const days = await database.rows<{ up_ms: number; down_ms: number; hours: number[] }>(
        'select up_ms, down_ms, up_ms_by_hour as hours from probe_day',
      );
      const of = (pick: (day: (typeof days)[number]) => number) =>
        days.map(pick).reduce((a, b) => a + b, 0);
      expect(of((one) => one.up_ms)).toBe(1_800_000);
      expect(of((one) => one.down_ms)).toBe(640_000);
      expect(days.flatMap(({ hours }) => hours.filter((ms) => ms > 0))).toEqual([1_800_000]);
      const [probe] = (await status()).rows;
      expect(probe?.upShare).toBeCloseTo(1_800 / 2_440, 5);
      expect(probe?.toldMs).toBe(2_440_000);
      expect(probe?.wholeMs).toBeGreaterThan(23 * 3_600_000);
      const piece = probe?.pieces.find(({ up }) => up > 0);
      expect(piece?.up).toBeCloseTo(0.5, 5);
      expect(piece?.down).toBeCloseTo(640 / 3_600, 5);
    });

    it('open no incident while they are off on purpose, and one when that is over', async () => {
      await database.run(
        `insert into maintenance (environment, title, text, from_at, to_at, planned_by)
         values ('local', 'Work', 'It is slow.', clock_timestamp() - interval '1 minute',
           clock_timestamp() + interval '1 hour', 'ann')`,
      );
      const probes = [
        probeOf('one', ['down']),
        { ...probeOf('two', ['down']), dependsOn: ['one'] },
      ];
      await run(probes, 100_000);
      const view = await status();
      expect(view).toMatchObject({ openIncidents: 0, plannedWork: 1 });
      const off = { reason: 'maintenance', until: expect.any(String) as string }; // Matches any.
      expect(view.rows.map(({ state, off: why }) => [state, why])).toEqual([
        ['down', off],
        ['down', off],
      ]);
      expect((await statusShell(console())).get('local')).toMatchObject({ probes: 2, down: 0 });
      await summariseProbes(database);
      const [summed] = await database.rows<{ off: boolean; down: boolean }>(
        `select sum(off_ms) > 0 as off, sum(down_ms) > 0 as down from probe_day`,
      );
      expect(summed).toEqual({ off: true, down: false });
      await database.run(`update maintenance set ended_at = clock_timestamp()`);
      await run(probes, 30_000);
      const after = await status();
      expect(after).toMatchObject({ openIncidents: 1, plannedWork: 0 });
      expect(after.rows.map(({ off: why }) => why)).toEqual([null, null]);
    });

    it('are off by their schedule, and what needs them opens no incident either', async () => {
      // An hour of this week that is over, by UTC.
      const day = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'].at(
        (new Date().getUTCDay() + 3) % 7,
      );
      const window = readWindow(`${day} 10:00-11:00 UTC`);
      if (window === null) throw new Error('no such window');
      const probes = [
        { ...probeOf('one', ['down']), scheduledOn: [window] },
        { ...probeOf('two', ['down']), dependsOn: ['one'] },
      ];
      await run(probes, 100_000);
      const view = await status();
      expect(view.openIncidents).toBe(0);
      expect(view.rows.map(({ off }) => off?.reason ?? null)).toEqual(['scheduled-off', null]);
    });

    it('are paused while that is recorded, and open no incident', async () => {
      const probes = [probeOf('one', ['down'])];
      let isPaused = true;
      const asWith = async (forMs: number) => {
        const { pace, signal } = paceUntil(forMs);
        const offRecorded = () => Promise.resolve({ isPaused, scheduledOn: [] });
        const world = { ...worldOf(probes), offRecorded };
        await runProbes(world, signal, () => undefined, pace);
        return status();
      };
      const paused = await asWith(100_000);
      expect(paused).toMatchObject({
        openIncidents: 0,
        rows: [{ state: 'down', off: { reason: 'paused', until: null } }],
      });
      isPaused = false;
      expect(await asWith(30_000)).toMatchObject({ openIncidents: 1, rows: [{ off: null }] });
    });

    it('leave their incidents and planned work behind for 13 months', async () => {
      for (const [id, resolved] of [
        [1, `now() - interval '14 months'`],
        [2, `now() - interval '12 months'`],
        [3, 'null'],
      ] as const) {
        await database.run(
          `insert into incident (id, environment, title, opened_by, since, resolved_at)
           values ($1, 'local', 'It is down', 'ann', now() - interval '15 months', ${resolved})`,
          [id],
        );
        await database.run(
          `insert into incident_update (incident, actor, state, text)
           values ($1, 'ann', 'resolved', 'Why')`,
          [id],
        );
        await database.run(
          `insert into incident_part (incident, probe, name, since) values ($1, 'p', 'P', now())`,
          [id],
        );
      }
      await database.run(
        `insert into maintenance (environment, title, text, from_at, to_at, planned_by)
         select 'local', 'Work', 'Why', n.at - interval '1 hour', n.at, 'ann'
         from (values (now() - interval '14 months'), (now() - interval '12 months')) n(at)`,
      );
      for (const { remove } of statusRetentions(database))
        for await (const removed of remove(100)) expect(removed).toBeLessThanOrEqual(100);
      const idsOf = async (column: string, table: string) =>
        (
          await database.rows<{ id: number }>(
            `select ${column} as id from ${table} order by ${column}`,
          )
        ).map(({ id }) => id);
      expect(await idsOf('id', 'incident')).toEqual([2, 3]);
      expect(await idsOf('incident', 'incident_update')).toEqual([2, 3]);
      expect(await idsOf('incident', 'incident_part')).toEqual([2, 3]);
      expect(await idsOf('id', 'maintenance')).toHaveLength(1);
    });

    it('are kept for two days, and their sums for longer', async () => {
      await run([probeOf('one', ['up'])], 5_000);
      await summariseProbes(database);
      await database.run(`update probe_result set at = at - interval '3 days'`);
      await database.run(`update probe_hour set at = at - interval '15 days'`);
      await database.run(
        `insert into probe_day select probe, at - interval '14 months', up_ms, degraded_ms, down_ms,
           off_ms, not_known_ms, answers from probe_day`,
      );
      for (const { remove } of statusRetentions(database))
        for await (const removed of remove(100)) expect(removed).toBeLessThanOrEqual(100);
      expect(await database.rows('select 1 from probe_result')).toEqual([]);
      expect(await database.rows('select 1 from probe_hour')).toEqual([]);
      expect(await database.rows('select 1 from probe_day')).toHaveLength(1);
    });
  });
