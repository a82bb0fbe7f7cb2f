import { expect, it } from 'vitest';
import { limitStarts } from './limit-starts.ts';

it('lets each source begin so often within a time, and says how long to wait', () => {
  const limit = limitStarts(2, 1_000);
  expect(limit.begin('ann', 0)).toBe(0);
  expect(limit.begin('ann', 400)).toBe(0);
  expect(limit.begin('ann', 500)).toBe(500);
  expect(limit.begin('bob', 500)).toBe(0);
  expect(limit.begin('ann', 999)).toBe(1);
  expect(limit.begin('ann', 1_000)).toBe(0);
  expect(limit.begin('ann', 1_100)).toBe(300);
});
