import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRunName, runName, runNameOf } from './run-name.ts';

test('a name is read back as it was made, also where the environment holds hyphens', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
      fc.integer({ min: 1, max: 999_999 }),
      (environment, number) => {
        expect(parseRunName(runName(environment, number))).toEqual({ environment, number });
      },
    ),
  );
});

test.each([
  '',
  '12',
  'local-',
  'local-0',
  'local-012',
  '-12',
  'lo cal-1',
  'local-1x',
  'local-9999999999',
  'local-1234567',
  '../etc-1',
])('“%s” is no run', (text) => {
  expect(parseRunName(text)).toBeNull();
});

test.each([
  ['12', 'local-12'],
  [' Run 12 ', 'local-12'],
  ['#7', 'local-7'],
  ['local-12', 'local-12'],
  ['pre-prod-3', 'pre-prod-3'],
  ['', null],
  ['0', null],
  ['1234567', null],
  ['twelve', null],
  ['../../etc', null],
])('%j opens %j', (typed, run) => {
  expect(runNameOf(typed, 'local')).toBe(run);
});
