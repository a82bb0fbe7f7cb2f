import { expect, it } from 'vitest';
import { sparkLines } from './sparkline.tsx';

it.each([
  ['the largest is at the top and nought at the bottom', [0, 5, 10], ['3,17 45,10 87,3']],
  ['nothing at all stays at the bottom', [0, 0], ['3,17 87,17']],
  ['one alone is at the beginning', [4], ['3,3']],
  ['what is not known is a gap', [null, 5, null, 10, 0], ['24,10', '66,3 87,17']],
  ['nothing known draws nothing', [null, null], []],
])('%s', (_, values, lines) => {
  expect(sparkLines(values).map((points) => points.map(String).join(' '))).toEqual(lines);
});
