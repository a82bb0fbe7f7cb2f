import { expect, it } from 'vitest';
import { runNameOf } from './run-name.ts';

it.each([
  ['12', 'local-12'],
  [' Run 12 ', 'local-12'],
  ['#7', 'local-7'],
  ['local-12', 'local-12'],
  ['pre-prod-3', 'pre-prod-3'],
  ['', null],
  ['0', null],
  ['twelve', null],
  ['../../etc', null],
])('%j opens %j', (typed, run) => {
  expect(runNameOf(typed, 'local')).toBe(run);
});
