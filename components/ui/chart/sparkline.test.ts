import { expect, it } from 'vitest';
import { sparkLines } from './sparkline.tsx';

it.each([
  ['the largest is at the top and nought at the bottom', [0, 5, 10], ['3,17 45,10 87,3']],
  ['nought that never changes is in the middle', [0, 0], ['3,10 87,10']],
  ['as is any other number', [7, null, 7], ['3,10', '87,10']],
  ['one alone is at the beginning', [4], ['3,10']],
  ['what is not known is a gap', [null, 5, null, 10, 0], ['24,10', '66,3 87,17']],
  ['nothing known draws nothing', [null, null], []],
])('%s', (_, values, lines) => {
  expect(sparkLines(values).map((points) => points.map(String).join(' '))).toEqual(lines);
});
