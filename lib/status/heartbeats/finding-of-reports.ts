/** What the reports of a job say of it. Pure. */
import { isBankHoliday } from '#lib/kernel/bank-holidays.ts';
import { lastOver, type Window } from '#lib/kernel/window.ts';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import type { Finding } from '../probes/failure.ts';
import type { Reported } from './model.ts';

const minuteMs = 60_000;

export interface Expected {
  /** A success at least so often; null: within a part of the day. */
  readonly everyMinutes: number | null;
  /** A success each time within this; null: so often. */
  readonly within: Window | null;
  /** So much later it is late. */
  readonly graceMinutes: number;
  /** What has begun has to end within; null: whenever. */
  readonly longestMinutes: number | null;
}

const earlier = (at: Date, minutes: number): Date => new Date(at.getTime() - minutes * minuteMs);

/** By when a success was due that has not come; null: none is missing. */
function missed(
  { within, everyMinutes, graceMinutes }: Expected,
  now: Date,
  last: Date,
): Date | null {
  if (everyMinutes !== null) {
    const due = new Date(last.getTime() + everyMinutes * minuteMs);
    return earlier(now, graceMinutes) > due ? due : null;
  }
  if (within === null) return null;
  const over = lastOver(within, earlier(now, graceMinutes), isBankHoliday);
  // What comes late is of that time, and not of the next one.
  return over === null || last >= over.from ? null : over.to;
}

/**
 * Up where the success that is expected has come. One thing is said of it: that it failed goes
 * before that it is missing, and a success after it before both.
 */
export function findingOfReports(expected: Expected, reported: Reported): Finding {
  const { now, lastStart, lastEnd, lastSuccess } = reported;
  const { longestMinutes } = expected;
  if (lastEnd !== null && lastEnd.exit !== 0)
    return {
      outcome: 'down',
      says: `It failed on ${dateTimeWords(lastEnd.at)}: it ended with ${lastEnd.exit}.`,
    };
  const isRunning = lastStart !== null && (lastEnd === null || lastStart > lastEnd.at);
  if (isRunning && longestMinutes !== null && earlier(now, longestMinutes) > lastStart)
    return {
      outcome: 'down',
      says: `It began on ${dateTimeWords(lastStart)} and has not ended.`,
    };
  if (lastSuccess === null)
    return { outcome: 'not-known', says: 'It has never reported that it succeeded.' };
  const due = missed(expected, now, lastSuccess);
  if (due === null) return { outcome: 'up', says: null };
  const since = `It was expected by ${dateTimeWords(due)}`;
  return isRunning
    ? { outcome: 'degraded', says: `${since}; it began on ${dateTimeWords(lastStart)}.` }
    : { outcome: 'down', says: `${since} and has not come.` };
}
