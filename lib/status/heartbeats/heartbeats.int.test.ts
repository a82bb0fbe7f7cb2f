import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readWindow } from '#lib/kernel/window.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { heartbeatTokens, probesOf } from '../probes/configured.ts';
import { ProbeSettings } from '../probes/settings.ts';
import { statusRetentions } from '../summary-store.ts';
import { HeartbeatReport } from './model.ts';
import { takeReport } from './take-report.ts';

const token = 'a token that nobody guesses';
const read = (more: object = {}) => {
  const written = { name: 'Export', kind: 'heartbeat', token: '${EXPORT_TOKEN}', everyMinutes: 60 };
  const settings = ProbeSettings.parse({ ...written, ...more });
  if (settings.kind !== 'heartbeat') throw new Error('no heartbeat');
  return { ...settings, token };
};

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`reports of jobs, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(() => database.run('delete from heartbeat_report'));
    const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [] };
    const found = async (settings: ProbeSettings) => {
      const [probe] = probesOf([], [settings], terms, database);
      return probe?.check(new AbortController().signal);
    };
    const report = (settings: ProbeSettings, body: object, shown = token) =>
      takeReport(
        { database, heartbeats: heartbeatTokens([settings], 'local') },
        shown,
        HeartbeatReport.parse(body),
      );
    const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

    it('make their probe up, and down where they fail or do not come', async () => {
      const settings = read();
      expect(await found(settings)).toMatchObject({ outcome: 'not-known', tookMs: null });
      expect(await report(settings, { state: 'start' })).toMatchObject({ ok: true });
      expect(await found(settings)).toMatchObject({ outcome: 'not-known' });
      await report(settings, { state: 'end', exit: 0, counts: { rows: 1_200 } });
      expect(await found(settings)).toEqual({ outcome: 'up', says: null, tookMs: null });
      await report(settings, { state: 'end', exit: 3 });
      expect(await found(settings)).toMatchObject({
        outcome: 'down',
        says: expect.stringMatching(/it ended with 3\.$/) as string, // A matcher.
      });
      await database.run('delete from heartbeat_report');
      await report(settings, { state: 'end', at: ago(61) });
      expect(await found(settings)).toMatchObject({ outcome: 'down' });
    });

    it('are of their own job', async () => {
      const one = read();
      const other = { ...read({ name: 'Import' }), token: 'another that nobody guesses' };
      const heartbeats = heartbeatTokens([one, other], 'local');
      const ended = HeartbeatReport.parse({ state: 'end' });
      await takeReport({ database, heartbeats }, other.token, ended);
      expect(await found(one)).toMatchObject({ outcome: 'not-known' });
      expect(await found(other)).toMatchObject({ outcome: 'up' });
    });

    it('are taken from nobody else, until the last day, and not of what is to come', async () => {
      expect(await report(read(), { state: 'end' }, 'a guess')).toMatchObject({
        fault: { kind: 'not-found' },
      });
      const ended = read({ tokenUntil: '2026-01-31' });
      expect(await report(ended, { state: 'end' })).toMatchObject({
        fault: {
          kind: 'forbidden',
          says: expect.stringContaining('2026-01-31') as string, // A matcher.
        },
      });
      expect(await report(read({ tokenUntil: '2999-01-31' }), { state: 'end' })).toMatchObject({
        ok: true,
      });
      expect(await report(read(), { state: 'end', at: ago(-6) })).toMatchObject({
        fault: { kind: 'invalid' },
      });
      expect(await report(read(), { state: 'end', at: ago(-4) })).toMatchObject({ ok: true });
      expect(await database.rows('select 1 from heartbeat_report')).toHaveLength(2);
    });

    it('are taken sixty times a minute', async () => {
      await database.run(
        `insert into heartbeat_report (probe, state, at)
         select 'heartbeat:local:Export', 'start', clock_timestamp() from generate_series(1, 60)`,
      );
      expect(await report(read(), { state: 'end' })).toMatchObject({ fault: { kind: 'busy' } });
    });

    it('are kept for 13 months, and the newest of them longer', async () => {
      await database.run(
        `insert into heartbeat_report (probe, state, at, exit)
         select 'heartbeat:local:Export', 'end', now() - make_interval(months => m), 0
         from unnest(array[14, 15, 16]) m`,
      );
      for (const { remove } of statusRetentions(database))
        for await (const removed of remove(100)) expect(removed).toBeLessThanOrEqual(100);
      expect(await database.rows('select 1 from heartbeat_report')).toHaveLength(1);
    });
  });

describe('the settings of a heartbeat', () => {
  it.each([
    [{ everyMinutes: undefined }, 'within', /one of the two/],
    [{ within: 'MON-SUN 00:30-03:45 Europe/London' }, 'within', /one of the two/],
    [{ everyMinutes: undefined, within: 'nightly' }, 'within', /must be days/],
    [{ token: 'in clear' }, 'token', /must be a variable/],
    [{ tokenUntil: '31 January' }, 'tokenUntil', /last day/],
    [{ attempts: 3 }, '', /attempts/],
  ])('refuse %j', (more, key, says) => {
    const written = { name: 'Export', kind: 'heartbeat', token: '${A_TOKEN}', everyMinutes: 60 };
    const parsed = ProbeSettings.safeParse({ ...written, ...more });
    const issue = parsed.error?.issues[0];
    expect(issue?.path.join('.')).toBe(key);
    expect(issue?.message).toMatch(says);
  });

  it('may say when each time', () => {
    const within = 'MON-SUN 00:30-03:45 Europe/London';
    const parsed = ProbeSettings.parse({ name: 'E', kind: 'heartbeat', token: '${T}', within });
    expect(parsed).toMatchObject({ within: readWindow(within) });
  });
});

it.each([
  [{ state: 'stop' }, 'state'],
  [{ state: 'start', exit: 0 }, 'exit'],
  [{ state: 'end', exit: 1.5 }, 'exit'],
  [{ state: 'end', counts: { 'a b': 1 } }, 'counts.a b'],
  [{ state: 'end', counts: { rows: -1 } }, 'counts.rows'],
  [
    {
      state: 'end',
      counts: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`n${String(n)}`, 1])),
    },
    'counts',
  ],
  [{ state: 'end', at: 'yesterday' }, 'at'],
  [{ state: 'end', name: 'x' }, ''],
])('no report is %j', (body, key) => {
  expect(HeartbeatReport.safeParse(body).error?.issues[0]?.path.join('.')).toBe(key);
});
