import { expect, test } from 'vitest';
import { StallWatch } from './stall-watch.ts';

test('a stage stalls once, after the time without progress, and resumes once', () => {
  const watch = new StallWatch(1_000, 0);
  expect(watch.see(0, 0)).toBeNull();
  expect(watch.see(0, 999)).toBeNull();
  expect(watch.see(0, 1_000)).toBe('stalled');
  expect(watch.see(0, 5_000)).toBeNull();
  expect(watch.see(1, 5_001)).toBe('going');
  expect(watch.see(2, 9_000)).toBeNull();
  expect(watch.see(2, 9_999)).toBeNull();
  expect(watch.see(2, 10_000)).toBe('stalled');
});
