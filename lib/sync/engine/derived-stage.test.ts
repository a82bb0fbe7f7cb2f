import { expect, test } from 'vitest';
import { openLedger } from '../ledger.ts';
import { nextPollMs } from './derived-stage.ts';

test('polls come closer towards the end, and never stop', () => {
  const at = (expected: number | null, received: number): number =>
    nextPollMs({ ...openLedger(), expected, received }, 10_000, 500);
  expect(at(null, 10)).toBe(500);
  expect(at(1_000, 0)).toBe(500);
  expect(at(1_000, 500)).toBe(500);
  expect(at(1_000, 970)).toBeCloseTo(155, 0);
  expect(at(1_000, 1_000)).toBe(50);
  expect(at(1_000, 2_000)).toBe(50);
});
