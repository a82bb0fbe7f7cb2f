import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toMultirange } from './ranges.ts';

it('holds exactly the ids given', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 80 })), (ids) => {
      const ranges = [...toMultirange(ids).matchAll(/\[(\d+),(\d+)\)/g)].map(
        (match) => [Number(match[1]), Number(match[2])] as const,
      );
      const held = ranges.flatMap(([from, to]) =>
        Array.from({ length: to - from }, (_none, step) => from + step),
      );
      expect(held).toEqual([...ids].sort((a, b) => a - b));
    }),
  );
});

it('writes runs of neighbours as one range', () => {
  expect(toMultirange([7, 5, 6, 9])).toBe('{[5,8),[9,10)}');
  expect(toMultirange([])).toBe('{}');
});
