import { expect, test } from 'vitest';
import { endsWithin, withinTime } from './within-time.ts';

test('hands out what the work gives, and its own failure', async () => {
  expect(await withinTime(1_000, () => Promise.resolve(3))).toBe(3);
  await expect(withinTime(1_000, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
});

test('does not wait longer than the limit', async () => {
  await expect(withinTime(5, () => new Promise(() => undefined))).rejects.toThrow('5 ms');
});

test('tells work that ended in time from work that goes on; hands out its failure', async () => {
  expect(await endsWithin(1_000, () => Promise.resolve(3))).toBe(true);
  expect(await endsWithin(5, () => new Promise(() => undefined))).toBe(false);
  await expect(endsWithin(1_000, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
});
