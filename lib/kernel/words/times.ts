/** Times and durations in words, as the NHS content style guide writes them; always London time. */
import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';

const zone = 'Europe/London';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const inLondon = (at: Date): TZDate => new TZDate(at, zone);
const offsetMinutes = (at: Date): number => -inLondon(at).getTimezoneOffset();
const dayOf = (at: Date): string => format(inLondon(at), 'yyyy-MM-dd');

/** The hour that the autumn night has twice says which of the two it is; no other time needs it. */
function zoneSuffix(at: Date): string {
  const offset = offsetMinutes(at);
  const wasSummer = offset === 0 && offsetMinutes(new Date(at.getTime() - hourMs)) === 60;
  const willBeWinter = offset === 60 && offsetMinutes(new Date(at.getTime() + hourMs)) === 0;
  if (wasSummer) return ' GMT';
  return willBeWinter ? ' BST' : '';
}

/** `5:30pm`, `5pm`, `midday`, `midnight`. */
export function timeWords(at: Date): string {
  const local = inLondon(at);
  const hours = local.getHours();
  const minutes = local.getMinutes();
  if (minutes === 0 && hours === 0) return 'midnight';
  if (minutes === 0 && hours === 12) return 'midday';
  return format(local, minutes === 0 ? 'haaa' : 'h:mmaaa') + zoneSuffix(at);
}

/** `5:30:05pm`, where a minute holds more than one thing. */
export function timeWithSeconds(at: Date): string {
  return format(inLondon(at), 'h:mm:ssaaa') + zoneSuffix(at);
}

/** `6 August 2026`. */
export function dateWords(at: Date): string {
  return format(inLondon(at), 'd MMMM yyyy');
}

/** `Thursday 6 August`; the year only when it is not this one. */
export function dayWords(at: Date, now: Date): string {
  const sameYear = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4);
  return format(inLondon(at), sameYear ? 'EEEE d MMMM' : 'EEEE d MMMM yyyy');
}

/** `6 August 2026 at 5:30pm`. */
export function dateTimeWords(at: Date): string {
  return `${dateWords(at)} at ${timeWords(at)}`;
}

/**
 * `today at 5:30pm`, `yesterday at 8:10am`, `14 November at 7:03pm`; the year only when it is not
 * this one.
 */
export function nearWords(at: Date, now: Date): string {
  const day = dayOf(at);
  if (day === dayOf(now)) return `today at ${timeWords(at)}`;
  if (day === dayOf(new Date(noonOf(now).getTime() - dayMs)))
    return `yesterday at ${timeWords(at)}`;
  const sameYear = day.slice(0, 4) === dayOf(now).slice(0, 4);
  return `${format(inLondon(at), sameYear ? 'd MMMM' : 'd MMMM yyyy')} at ${timeWords(at)}`;
}

/**
 * Noon of the same London day: a day's step from there lands on the day before even when a day has
 * 23 or 25 hours.
 */
function noonOf(at: Date): Date {
  const local = inLondon(at);
  local.setHours(12, 0, 0, 0);
  return new Date(local.getTime());
}

/**
 * `6:20pm to 6:55pm`, or `6:20pm` when it lasts less than the minute; with dates when the two are
 * on different days.
 */
export function rangeWords(from: Date, to: Date): string {
  if (dayOf(from) === dayOf(to)) return together(timeWords(from), timeWords(to));
  return `${dateTimeWords(from)} to ${dateTimeWords(to)}`;
}

/**
 * `today at 6:20pm to 6:55pm`, `14 November at 8:56pm to today at 6:55pm`: the day once when it is
 * the same.
 */
export function nearRangeWords(from: Date, to: Date, now: Date): string {
  return together(
    nearWords(from, now),
    dayOf(from) === dayOf(to) ? timeWords(to) : nearWords(to, now),
  );
}

const together = (from: string, to: string): string =>
  from === to || from.endsWith(` at ${to}`) ? from : `${from} to ${to}`;

const counted = (n: number, unit: string): string =>
  `${n.toLocaleString('en-GB')} ${unit}${n === 1 ? '' : 's'}`;

/**
 * `6 hours 30 minutes`, `1 minute 5 seconds`, `38 seconds`; the two largest units, rounded down.
 */
export function durationWords(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor((seconds % 86_400) / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  if (first === -1) return '0 seconds';
  return parts
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => counted(n, unit))
    .join(' ');
}

/** For narrow columns: `3 h 36 min`, `4 min 5 s`, `38 s`, `0.2 s`. */
export function durationShort(ms: number): string {
  const safe = Math.max(0, ms);
  if (safe > 0 && safe < 1000) return `${Math.max(0.1, Math.round(safe / 100) / 10)} s`;
  const seconds = Math.floor(safe / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  if (h > 0) return m > 0 ? `${h} h ${m} min` : `${h} h`;
  if (m > 0) return s > 0 ? `${m} min ${s} s` : `${m} min`;
  return `${s} s`;
}

/** `12 minutes ago`, `in 8 seconds`, `just now`; one unit, two above an hour. */
export function agoWords(at: Date, now: Date): string {
  const difference = now.getTime() - at.getTime();
  const size = Math.abs(difference);
  if (size < 1000) return 'just now';
  const words = sizeWords(size);
  return difference > 0 ? `${words} ago` : `in ${words}`;
}

function sizeWords(ms: number): string {
  if (ms < minuteMs) return counted(Math.floor(ms / 1000), 'second');
  if (ms < hourMs) return counted(Math.floor(ms / minuteMs), 'minute');
  if (ms < dayMs) return durationWords(Math.floor(ms / minuteMs) * minuteMs);
  return counted(Math.floor(ms / dayMs), 'day');
}
