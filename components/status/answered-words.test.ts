import { expect, it } from 'vitest';
import { answeredWords } from './answered-words.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

it.each([
  [null, 0, 'not known'],
  [1, dayMs, '100%'],
  [1, dayMs - 5 * minuteMs, '100%'],
  // One second of 90 days.
  [0.999_999_9, dayMs, '99.99%'],
  [0.992, 3 * 60 * minuteMs, '99.2% of 3 hours'],
  [1, 2 * minuteMs, '100% of 2 minutes'],
  [0, 5_000, '0% of 5 seconds'],
])('says a share of %j with %d ms of a day that can be told as %j', (upShare, toldMs, words) => {
  expect(answeredWords({ upShare, toldMs, wholeMs: dayMs })).toBe(words);
});
