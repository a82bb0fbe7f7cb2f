import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { readWindow } from '#lib/kernel/window.ts';
import { readEstateFile } from './estate-file.ts';
import { whyNotOfType } from './kind.ts';
import { isScheduledOff } from './scheduled-off.ts';

const value = (written: string | readonly string[]) => ({
  state: 'value' as const,
  value: written,
  note: null,
});
const schedule = (windows: readonly string[], outside = 'off') => ({
  facts: { windows: value(windows), outside: value(outside) },
});
const database = schedule(['MON-FRI 07:30-20:00 Europe/London']);
const isOff = (item: Parameters<typeof isScheduledOff>[0], at: string) =>
  isScheduledOff(item, new Date(at));

describe('what is scheduled off', () => {
  it.each([
    // Monday, summer time: 07:30 in London is 06:30 UTC.
    ['2026-07-06T06:29:59Z', true],
    ['2026-07-06T06:30:00Z', false],
    ['2026-07-06T18:59:59Z', false],
    ['2026-07-06T19:00:00Z', true],
    // The same in winter.
    ['2026-01-05T07:29:59Z', true],
    ['2026-01-05T07:30:00Z', false],
    ['2026-01-05T19:59:59Z', false],
    ['2026-01-05T20:00:00Z', true],
    // From Friday evening to Monday morning, over the change of clocks on 29 March.
    ['2026-03-27T20:00:00Z', true],
    ['2026-03-28T12:00:00Z', true],
    ['2026-03-29T12:00:00Z', true],
    ['2026-03-30T06:29:59Z', true],
    ['2026-03-30T06:30:00Z', false],
    // And over the one on 25 October.
    ['2026-10-23T18:59:59Z', false],
    ['2026-10-23T19:00:00Z', true],
    ['2026-10-26T07:29:59Z', true],
    ['2026-10-26T07:30:00Z', false],
  ])('at %s: %s', (at, expected) => {
    expect(isOff(database, at)).toBe(expected);
  });

  it('goes on where it began, should clocks go back meanwhile', () => {
    const night = schedule(['SUN 01:30-03:00 Europe/London']);
    // 01:30 is there twice: at 00:30 and at 01:30 UTC.
    expect(isOff(night, '2026-10-25T00:29:59Z')).toBe(true);
    expect(isOff(night, '2026-10-25T00:30:00Z')).toBe(false);
    expect(isOff(night, '2026-10-25T01:15:00Z')).toBe(false);
    expect(isOff(night, '2026-10-25T02:59:59Z')).toBe(false);
    expect(isOff(night, '2026-10-25T03:00:00Z')).toBe(true);
    // 01:30 is not there at all: clocks go from 01:00 to 02:00.
    expect(isOff(night, '2026-03-29T00:59:59Z')).toBe(true);
    expect(isOff(night, '2026-03-29T01:45:00Z')).toBe(false);
    expect(isOff(night, '2026-03-29T02:00:00Z')).toBe(true);
  });

  it('may be on over midnight, and over the end of the week', () => {
    const late = schedule(['FRI-SUN 22:00-06:00 Europe/London']);
    expect(isOff(late, '2026-01-05T05:59:00Z')).toBe(false);
    expect(isOff(late, '2026-01-05T06:00:00Z')).toBe(true);
    expect(isOff(late, '2026-01-05T23:00:00Z')).toBe(true);
    expect(isOff(schedule(['SAT 00:00-24:00 Europe/London']), '2026-01-03T23:59:59Z')).toBe(false);
  });

  it('is nothing that is scaled down, nor what no source says', () => {
    const windows = ['MON-FRI 07:00-19:30 Europe/London'];
    expect(isOff(schedule(windows, 'scaled down'), '2026-01-03T12:00:00Z')).toBe(false);
    expect(isOff({ facts: {} }, '2026-01-03T12:00:00Z')).toBeNull();
    expect(isOff({ facts: { windows: value(windows) } }, '2026-01-03T12:00:00Z')).toBeNull();
  });

  it('is of each schedule of CORE, as its file has it', () => {
    const { file } = readEstateFile(readFileSync('lib/inventory/estates/core.yaml', 'utf8'));
    const saturday = new Date('2026-07-04T12:00:00Z');
    const off = (file?.components ?? []).flatMap(({ key, kind, facts }) =>
      kind === 'scheduled-task'
        ? [
            [
              key,
              isScheduledOff(
                {
                  facts: Object.fromEntries(
                    facts.map(({ attribute, recorded, note }) => [
                      attribute,
                      {
                        state: recorded.state,
                        value: recorded.state === 'value' ? recorded.value : null,
                        note,
                      },
                    ]),
                  ),
                },
                saturday,
              ),
            ],
          ]
        : [],
    );
    expect(off.filter(([, isKnown]) => isKnown !== null)).toEqual([
      ['core/rds-scheduled-off@Development', true],
      ['core/review-app-scheduled-off@Development', true],
      ['core/out-of-hours-scaling@Staging', false],
      ['core/out-of-hours-scaling@Production', false],
    ]);
  });
});

it.each(['MON-FRI 07:30-20:00', 'weekdays', ''])('refuses the window %j of a fact', (text) => {
  expect(readWindow(text)).toBeNull();
  expect(whyNotOfType({ label: 'On', type: 'windows' }, [text])).toBe(
    'On must be days, times and a time zone, as MON-FRI 07:30-20:00 Europe/London',
  );
});
