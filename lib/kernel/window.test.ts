import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInWindow, nextBegin, readWindow, type Window } from './window.ts';

const never = () => false;
function read(text: string): Window {
  const window = readWindow(text);
  if (window === null) throw new Error(`not read: ${text}`);
  return window;
}

describe('a window', () => {
  it.each([
    'MON-FRI 07:30-20:00',
    'MON-FRI 7:30-20:00 Europe/London',
    'MON-FRI 07:30-24:30 Europe/London',
    'MON-FRI 07:30-07:30 Europe/London',
    'MON-FRI 24:00-07:30 Europe/London',
    'Mon 07:30-20:00 Europe/London',
    'MON-FRI 07:30-20:00 Europe/Nowhere',
    'weekdays',
    'MON-FRI 07:30-20:00 Europe/London except Christmas',
    '',
  ])('is not %j', (text) => {
    expect(readWindow(text)).toBeNull();
  });

  it('is the same whatever the zone of this machine, all through a year', () => {
    const window = read('MON-FRI 07:30-20:00 Europe/London');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 24 * 60 }), (minutes) => {
        const at = new Date(Date.UTC(2026, 0, 1, 0, minutes));
        const [weekday = '', time = ''] = format(
          new TZDate(at, 'Europe/London'),
          'iii HH:mm',
        ).split(' ');
        const isWeekday = !['Sat', 'Sun'].includes(weekday);
        expect(isInWindow(window, at, never)).toBe(isWeekday && time >= '07:30' && time < '20:00');
      }),
    );
  });

  it.each([
    // Friday evening, to Monday; winter.
    ['MON-FRI 07:30-20:00 Europe/London', '2026-01-02T20:00:00Z', '2026-01-05T07:30:00Z'],
    // Over the night in which clocks go forward.
    ['MON-FRI 07:30-20:00 Europe/London', '2026-03-27T20:00:00Z', '2026-03-30T06:30:00Z'],
    // While it is on: the next time.
    ['SUN 10:00-11:00 Europe/London', '2026-01-04T10:30:00Z', '2026-01-11T10:00:00Z'],
  ])('%s begins after %s at %s', (text, at, begins) => {
    expect(nextBegin(read(text), new Date(at), never)?.toISOString()).toBe(
      new Date(begins).toISOString(),
    );
  });

  it('is on at the moment at which it begins next, and off at every moment before it', () => {
    const window = read('SAT-SUN 22:00-06:00 Europe/London');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 24 * 60 }), fc.nat(10_000), (minutes, share) => {
        const at = new Date(Date.UTC(2026, 0, 1, 0, minutes));
        const begins = nextBegin(window, at, never) ?? at;
        expect(isInWindow(window, begins, never)).toBe(true);
        const between = new Date(
          at.getTime() + ((begins.getTime() - 1 - at.getTime()) * share) / 10_000,
        );
        if (!isInWindow(window, at, never)) expect(isInWindow(window, between, never)).toBe(false);
      }),
    );
  });

  it('may be left out on bank holidays, also where it goes on over midnight', () => {
    const isHoliday = (day: string) => day === '2026-12-25' || day === '2026-12-28';
    const weekdays = read('MON-FRI 20:00-06:00 Europe/London except bank holidays');
    const on = (at: string) => isInWindow(weekdays, new Date(at), isHoliday);
    // Thursday's goes on into Christmas; Friday's and Monday's are left out.
    expect(on('2026-12-25T05:59:00Z')).toBe(true);
    expect(on('2026-12-25T20:00:00Z')).toBe(false);
    expect(on('2026-12-26T01:00:00Z')).toBe(false);
    const christmas = new Date('2026-12-25T06:00:00Z');
    expect(nextBegin(weekdays, christmas, isHoliday)).toEqual(new Date('2026-12-29T20:00:00Z'));
    expect(nextBegin(weekdays, christmas, () => true)).toBeNull();
    const always = read('FRI 20:00-21:00 Europe/London');
    expect(isInWindow(always, new Date('2026-12-25T20:00:00Z'), isHoliday)).toBe(true);
  });
});
