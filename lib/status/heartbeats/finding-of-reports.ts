/** What the reports of a job say of it. Pure. */
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import { earlier, missed, type Expected } from '../expected.ts';
import type { Finding } from '../probes/failure.ts';
import type { Reported } from './model.ts';

export interface ExpectedReports extends Expected {
  /** What has begun has to end within; null: whenever. */
  readonly longestMinutes: number | null;
}

/**
 * Up where the success that is expected has come. One thing is said of it: that it failed goes
 * before that it is missing, and a success after it before both.
 */
export function findingOfReports(expected: ExpectedReports, reported: Reported): Finding {
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
