import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWindow } from '#lib/kernel/window.ts';
import { findingOfReports, type ExpectedReports } from './finding-of-reports.ts';
import type { Reported } from './model.ts';

const at = (text: string) => new Date(text);
const part = (text: string) => {
  const read = readWindow(text);
  if (read === null) throw new Error(`not read: ${text}`);
  return read;
};
const nightly: ExpectedReports = {
  everyMinutes: null,
  within: part('MON-SUN 00:30-03:45 Europe/London'),
  graceMinutes: 0,
  longestMinutes: 120,
};
const hourly: ExpectedReports = {
  everyMinutes: 60,
  within: null,
  graceMinutes: 5,
  longestMinutes: null,
};
const reported = (now: string, more: Partial<Reported> = {}): Reported => ({
  now: at(now),
  lastStart: null,
  lastEnd: null,
  lastSuccess: null,
  ...more,
});
const success = (text: string): Partial<Reported> => ({
  lastEnd: { at: at(text), exit: 0 },
  lastSuccess: at(text),
});

describe('a job that is expected within a part of the day', () => {
  it('is up until that time of the next day, and down from then on', () => {
    const came = success('2026-11-27T03:30:00Z');
    const on = (now: string) => findingOfReports(nightly, reported(now, came)).outcome;
    expect(on('2026-11-27T03:45:00Z')).toBe('up');
    expect(on('2026-11-28T03:44:59Z')).toBe('up');
    expect(on('2026-11-28T03:45:00Z')).toBe('down');
    expect(findingOfReports(nightly, reported('2026-11-28T04:00:00Z', came)).says).toBe(
      'It was expected by 28 November 2026 at 3:45am and has not come.',
    );
  });

  it('on the second of its time is of that night, and of no other', () => {
    const came = success('2026-11-27T03:45:00Z');
    expect(findingOfReports(nightly, reported('2026-11-27T03:45:00Z', came)).outcome).toBe('up');
    expect(findingOfReports(nightly, reported('2026-11-28T03:44:59Z', came)).outcome).toBe('up');
    expect(findingOfReports(nightly, reported('2026-11-28T03:45:00Z', came)).outcome).toBe('down');
  });

  it('that came late is up again, and is not that of the next night', () => {
    const late = success('2026-11-28T05:00:00Z');
    expect(findingOfReports(nightly, reported('2026-11-28T05:00:01Z', late)).outcome).toBe('up');
    expect(findingOfReports(nightly, reported('2026-11-29T03:45:00Z', late)).outcome).toBe('down');
  });

  it('has one end in the nights in which clocks change, and may be over midnight', () => {
    const came = success('2026-10-24T22:30:00Z');
    const evening = { ...nightly, within: part('MON-SUN 23:00-01:30 Europe/London') };
    // 1:30am was at 00:30 UTC for the first time.
    const on = (now: string) => findingOfReports(evening, reported(now, came)).outcome;
    expect(on('2026-10-25T00:29:59Z')).toBe('up');
    expect(on('2026-10-25T01:30:00Z')).toBe('up');
    expect(on('2026-10-26T01:29:59Z')).toBe('up');
    expect(on('2026-10-26T01:30:00Z')).toBe('down');
  });

  it('is expected on no bank holiday that it leaves out', () => {
    const within = part('MON-FRI 00:30-03:45 Europe/London except bank holidays');
    const came = success('2026-12-24T03:00:00Z');
    const on = (now: string) =>
      findingOfReports({ ...nightly, within }, reported(now, came)).outcome;
    expect(on('2026-12-28T12:00:00Z')).toBe('up');
    expect(on('2026-12-29T03:45:00Z')).toBe('down');
  });

  it('is late and not down while it runs, unless it runs for too long', () => {
    const running = (now: string, lastStart: string) =>
      findingOfReports(
        nightly,
        reported(now, { ...success('2026-11-27T03:00:00Z'), lastStart: at(lastStart) }),
      );
    expect(running('2026-11-28T03:50:00Z', '2026-11-28T02:10:00Z')).toEqual({
      outcome: 'degraded',
      says:
        'It was expected by 28 November 2026 at 3:45am; ' +
        'it began on 28 November 2026 at 2:10am.',
    });
    expect(running('2026-11-28T04:10:00Z', '2026-11-28T02:10:00Z').outcome).toBe('degraded');
    expect(running('2026-11-28T04:10:01Z', '2026-11-28T02:10:00Z')).toEqual({
      outcome: 'down',
      says: 'It began on 28 November 2026 at 2:10am and has not ended.',
    });
  });
});

describe('a job that is expected so often', () => {
  it('is down when its time and its grace are over', () => {
    const came = success('2026-11-27T10:00:00Z');
    const on = (now: string) => findingOfReports(hourly, reported(now, came)).outcome;
    expect(on('2026-11-27T11:05:00Z')).toBe('up');
    expect(on('2026-11-27T11:05:01Z')).toBe('down');
  });

  it('that has reported a failure is not missed too, until it succeeds', () => {
    const failed = {
      lastEnd: { at: at('2026-11-27T10:30:00Z'), exit: 2 },
      lastSuccess: at('2026-11-27T09:00:00Z'),
    };
    expect(findingOfReports(hourly, reported('2026-11-27T15:00:00Z', failed))).toEqual({
      outcome: 'down',
      says: 'It failed on 27 November 2026 at 10:30am: it ended with 2.',
    });
    expect(
      findingOfReports(hourly, reported('2026-11-27T15:00:00Z', success('2026-11-27T14:30:00Z'))),
    ).toEqual({ outcome: 'up', says: null });
  });

  it('is not known before it has ever succeeded', () => {
    expect(findingOfReports(hourly, reported('2026-11-27T15:00:00Z')).outcome).toBe('not-known');
  });
});

it('a success is followed by up, then once by down, whatever the hour', () => {
  const start = at('2026-01-01T00:00:00Z').getTime();
  const minute = fc.integer({ min: 0, max: 366 * 24 * 60 });
  fc.assert(
    fc.property(minute, fc.array(fc.integer({ min: 0, max: 72 * 60 })), (came, later) => {
      const last = new Date(start + came * 60_000);
      const outcomes = [...later]
        .sort((a, b) => a - b)
        .map((minutes) => {
          const now = new Date(last.getTime() + minutes * 60_000).toISOString();
          return findingOfReports(nightly, reported(now, success(last.toISOString()))).outcome;
        });
      const turns = outcomes.filter((one, i) => i > 0 && one !== outcomes[i - 1]);
      expect(turns.length).toBeLessThanOrEqual(1);
      if (later.includes(0)) expect(outcomes[0]).toBe('up');
    }),
  );
});
