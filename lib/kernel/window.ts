/** A part of the week in which something is on, as schedules are written. Pure. */
import { TZDate, tzOffset } from '@date-fns/tz';
import { format } from 'date-fns';
import { firstOf } from './clock.ts';

// In the order of `Date.getDay`.
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

export interface Window {
  /** Days on which it begins, Sunday being 0. */
  readonly days: ReadonlySet<number>;
  /** Minutes after midnight; a `to` that is not later is on the next day. */
  readonly from: number;
  readonly to: number;
  /** As the IANA calls it, `Europe/London`. */
  readonly zone: string;
  /** Whether it does not begin on a bank holiday. */
  readonly exceptBankHolidays: boolean;
}

const day = `(?:${days.join('|')})`;
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const written = new RegExp(
  `^(?<first>${day})(?:-(?<last>${day}))? (?<from>${time})-(?<to>${time}|24:00) ` +
    '(?<zone>\\S+)(?<except> except bank holidays)?$',
);

const isDay = (text: string | undefined): text is (typeof days)[number] =>
  days.some((one) => one === text);

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

const isZone = (name: string): boolean => !Number.isNaN(tzOffset(name, new Date(0)));

/**
 * `MON-FRI 07:30-20:00 Europe/London`, or the same with `except bank holidays`; null: it is not
 * written so.
 */
export function readWindow(text: string): Window | null {
  const { first, last = first, from, to, zone, except } = written.exec(text)?.groups ?? {};
  if (!isDay(first) || !isDay(last)) return null;
  if (from === undefined || to === undefined || from === to) return null;
  if (zone === undefined || !isZone(zone)) return null;
  const begin = days.indexOf(first);
  const count = ((days.indexOf(last) - begin + 7) % 7) + 1;
  return {
    days: new Set(Array.from({ length: count }, (_, at) => (begin + at) % 7)),
    from: minutesOf(from),
    to: minutesOf(to),
    zone,
    exceptBankHolidays: except !== undefined,
  };
}

/** The moment so many minutes after a midnight, that of the day of `at` or so many days later. */
function instantOf(zone: string, at: Date, daysLater: number, minutes: number): number {
  const here = new TZDate(at, zone);
  const [year, month, date] = [here.getFullYear(), here.getMonth(), here.getDate()];
  return firstOf(
    new TZDate(year, month, date + daysLater, Math.floor(minutes / 60), minutes % 60, zone),
    zone,
  );
}

/** Whether a day, `yyyy-MM-dd`, is a bank holiday. */
type IsBankHoliday = (day: string) => boolean;

/** Whether it begins on the day of `at`, or so many days later. */
function beginsOn(
  { days: on, zone, exceptBankHolidays }: Window,
  at: Date,
  daysLater: number,
  isBankHoliday: IsBankHoliday,
): boolean {
  const here = new TZDate(at, zone);
  const [year, month, date] = [here.getFullYear(), here.getMonth(), here.getDate()];
  const day = new TZDate(year, month, date + daysLater, 12, zone);
  if (!on.has(day.getDay())) return false;
  return !(exceptBankHolidays && isBankHoliday(format(day, 'yyyy-MM-dd')));
}

/** By the clock of its zone; where clocks go back an hour, what has begun does not begin again. */
export function isInWindow(window: Window, at: Date, isBankHoliday: IsBankHoliday): boolean {
  const { from, to, zone } = window;
  // Also the one that began yesterday.
  return [-1, 0].some(
    (begun) =>
      beginsOn(window, at, begun, isBankHoliday) &&
      at.getTime() >= instantOf(zone, at, begun, from) &&
      at.getTime() < instantOf(zone, at, to > from ? begun : begun + 1, to),
  );
}

/** Bank holidays may have a window left out for some weeks, at Christmas and at Easter. */
const mostDays = 35;

/** The last one that is over at `at`; null: none within five weeks. */
export function lastOver(
  window: Window,
  at: Date,
  isBankHoliday: IsBankHoliday,
): { readonly from: Date; readonly to: Date } | null {
  const { from, to, zone } = window;
  for (let earlier = 0; earlier >= -mostDays; earlier -= 1) {
    const ends = instantOf(zone, at, to > from ? earlier : earlier + 1, to);
    if (ends <= at.getTime() && beginsOn(window, at, earlier, isBankHoliday))
      return { from: new Date(instantOf(zone, at, earlier, from)), to: new Date(ends) };
  }
  return null;
}

/** When it begins after `at` the next time; null: not within five weeks. */
export function nextBegin(window: Window, at: Date, isBankHoliday: IsBankHoliday): Date | null {
  const { from, zone } = window;
  for (let later = 0; later <= mostDays; later += 1) {
    const instant = instantOf(zone, at, later, from);
    if (instant > at.getTime() && beginsOn(window, at, later, isBankHoliday))
      return new Date(instant);
  }
  return null;
}
