/** A part of the week in which something is on, as schedules are written. Pure. */
import { TZDate, tzOffset } from '@date-fns/tz';

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
}

const day = `(?:${days.join('|')})`;
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const written = new RegExp(
  `^(?<first>${day})(?:-(?<last>${day}))? (?<from>${time})-(?<to>${time}|24:00) (?<zone>\\S+)$`,
);

const isDay = (text: string | undefined): text is (typeof days)[number] =>
  days.some((one) => one === text);

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

const isZone = (name: string): boolean => !Number.isNaN(tzOffset(name, new Date(0)));

/** `MON-FRI 07:30-20:00 Europe/London`; null: it is not written so. */
export function readWindow(text: string): Window | null {
  const { first, last = first, from, to, zone } = written.exec(text)?.groups ?? {};
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
  };
}

const dayMs = 86_400_000;

/** Of a time that is there twice, because clocks go back, the first. */
function firstOf(at: TZDate, zone: string): number {
  const before = new TZDate(at.getTime() - dayMs, zone);
  const backMs = (at.getTimezoneOffset() - before.getTimezoneOffset()) * 60_000;
  const earlier = new TZDate(at.getTime() - backMs, zone);
  const isTwice =
    backMs > 0 && earlier.getHours() === at.getHours() && earlier.getMinutes() === at.getMinutes();
  return isTwice ? earlier.getTime() : at.getTime();
}

/** By the clock of its zone; where clocks go back an hour, what has begun does not begin again. */
export function isInWindow({ days: on, from, to, zone }: Window, at: Date): boolean {
  const here = new TZDate(at, zone);
  const [year, month, date] = [here.getFullYear(), here.getMonth(), here.getDate()];
  const instant = (daysLater: number, minutes: number): number =>
    firstOf(
      new TZDate(year, month, date + daysLater, Math.floor(minutes / 60), minutes % 60, zone),
      zone,
    );
  // Also the one that began yesterday.
  return [-1, 0].some(
    (begun) =>
      on.has((here.getDay() + begun + 7) % 7) &&
      at.getTime() >= instant(begun, from) &&
      at.getTime() < instant(to > from ? begun : begun + 1, to),
  );
}
