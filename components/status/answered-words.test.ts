import { expect, it } from 'vitest';
import { answeredWords } from './answered-words.ts';

const day = { up: 1, degraded: 0, down: 0, off: 0 };

it.each([
  [null, 0, 'not known'],
  [1, 2, '100%'],
  // One second of 90 days.
  [0.999_999_9, 2, '99.99%'],
  [0.992, 1, '99.2% of 1 day'],
  [0, 1, '0% of 1 day'],
])('says a share of %j with %d days that can be told as %j', (upShare, toldPieces, words) => {
  expect(answeredWords({ upShare, toldPieces, pieces: [day, day] }, 'day')).toBe(words);
});
