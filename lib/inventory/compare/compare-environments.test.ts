import { expect, it } from 'vitest';
import type { FactOfKind } from '../kind-items.ts';
import { compareEnvironments, imageAge } from './compare-environments.ts';

const value = (text: string): FactOfKind => ({ state: 'value', value: text, note: null });
const nothing = (state: FactOfKind['state']): FactOfKind => ({ state, value: null, note: null });

it('marks what differs, and nothing that only one says', () => {
  const rows = compareEnvironments([
    { facts: { cluster: value('a'), region: value('eu'), shield: nothing('none') } },
    { facts: { cluster: value('b'), region: value('eu'), shield: value('on') } },
    { facts: { cluster: nothing('not-applicable'), host: value('h') } },
  ]);
  expect(rows.map(({ attribute, differs }) => [attribute, differs])).toEqual([
    ['region', false],
    ['host', false],
    // That there is none is an answer.
    ['shield', true],
    ['cluster', true],
  ]);
  expect(rows.find(({ attribute }) => attribute === 'host')?.cells).toEqual([
    null,
    null,
    value('h'),
  ]);
});

it.each([
  ['soon', 'not-recorded'],
  ['2026-10-28', { days: 29, expiresOn: '2026-11-27', isExpired: false }],
  ['2026-10-27', { days: 30, expiresOn: '2026-11-26', isExpired: true }],
])('an image of %s', (pushedOn, age) => {
  expect(imageAge({ state: 'value', value: pushedOn }, '2026-11-26')).toEqual(age);
});

it.each(['none', 'not-applicable', 'not-recorded'] as const)(
  'an image that is %s stays so',
  (state) => {
    expect(imageAge({ state }, '2026-11-26')).toBe(state);
  },
);
