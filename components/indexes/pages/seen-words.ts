import type { SeenView } from '#lib/indexes/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { durationWords } from '#lib/kernel/words/times.ts';

const dayMs = 24 * 60 * 60_000;

/** In whole days where it is more than one. */
const spanWords = (ms: number): string =>
  ms < 2 * dayMs ? durationWords(ms) : countOf(Math.round(ms / dayMs), 'day');

/** What the table of the lists shows, in one sentence without an end. */
export function seenWords(view: SeenView): string {
  const { bodies, hasBefore, beforeIs, standsOutFrom, trendFrom, observedAt } = view;
  const outstanding = bodies.filter(({ standsOut }) => standsOut).length;
  const ms = trendFrom === null ? 0 : Date.parse(observedAt) - Date.parse(trendFrom);
  const since = beforeIs === 'last-swap' ? 'the last swap' : 'a day ago';
  const compared = hasBefore ? `the change since ${since}` : null;
  const trend = ms > 0 ? `the trend of ${spanWords(ms)}` : null;
  const shown = [compared, trend].filter((part) => part !== null);
  const lost = `${String(Math.round(standsOutFrom * 100))}%`;
  return (
    countOf(bodies.length, 'designated body', 'designated bodies') +
    (shown.length > 0 ? `, with ${listWords(shown, 'and')}` : '') +
    (hasBefore
      ? `; ${outstanding} with a list that is empty or has lost ${lost} or more`
      : ', no earlier count to compare with')
  );
}

/** How a list went, for those who do not see the line; null: there is none to draw. */
export function trendWords(trend: readonly (number | null)[]): string | null {
  const known = trend.filter((value) => value !== null);
  const [first] = known;
  if (first === undefined || known.length < 2) return null;
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  const gap = known.length < trend.slice(trend.indexOf(first)).length ? ', not always known' : '';
  return lowest === highest
    ? `Always ${count(lowest)}${gap}`
    : `At first ${count(first)}, lowest ${count(lowest)}, highest ${count(highest)}${gap}`;
}
