import { expect, it } from 'vitest';
import { sparkPoints } from './sparkline.tsx';

it.each([
  ['the largest is at the top and nought at the bottom', [0, 5, 10], '3,17 45,10 87,3'],
  ['nothing at all stays at the bottom', [0, 0], '3,17 87,17'],
  ['one alone is at the beginning', [4], '3,3'],
])('%s', (_, values, points) => {
  expect(sparkPoints(values).map(String).join(' ')).toBe(points);
});
