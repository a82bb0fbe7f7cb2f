import { describe, expect, it } from 'vitest';
import { componentKey } from './model.ts';
import { resolveRelations } from './relations.ts';

const component = (id: string, environment: string | null, estate = 'north') => ({
  key: componentKey(estate, id, environment),
  estate,
  component: id,
  environment,
});
const items = [
  component('web', 'LIVE'),
  component('web', 'TEST'),
  component('broker', null),
  component('one', 'LIVE', 'south'),
  { key: 'south', estate: 'south', component: null, environment: null },
  { key: 'south@LIVE', estate: 'south', component: null, environment: 'LIVE' },
  component('south', 'LIVE'),
];

function ends(from: string, kind: string, to: string): readonly string[] {
  const written = { from, kind, to, source: 'D', note: null, path: [] };
  const { relations, unknown } = resolveRelations(items, [written]);
  return unknown.length > 0 ? unknown.map(({ says }) => says) : relations.map((one) => one.to);
}

describe('the end of a relation', () => {
  it.each([
    ['of the same environment', 'north/web@LIVE', 'depends on', 'web', ['north/web@LIVE']],
    ['shared', 'north/web@LIVE', 'depends on', 'broker', ['north/broker']],
    ['as named', 'north/broker', 'depends on', 'web@TEST', ['north/web@TEST']],
    ['the only one there is', 'north/broker', 'depends on', 'south/one', ['south/one@LIVE']],
    [
      'every one where nothing stops',
      'north/broker',
      'describes',
      'web',
      ['north/web@LIVE', 'north/web@TEST'],
    ],
    [
      'none that is guessed where something stops',
      'north/broker',
      'depends on',
      'web',
      [
        'web is in 2 environments, and not all of them need be meant. ' +
          'Name them, such as north/web@LIVE and north/web@TEST.',
      ],
    ],
    ['an estate', 'north/broker', 'part of', 'south/', ['south']],
    ['an environment', 'north/broker', 'part of', 'south/@LIVE', ['south@LIVE']],
    [
      'an environment that there is',
      'north/broker',
      'part of',
      'south/@TEST',
      ['south/@TEST is not in the inventory. Correct it.'],
    ],
    [
      'a component that is called as an environment',
      'south@LIVE',
      'part of',
      'one',
      ['south/one@LIVE'],
    ],
    [
      'a component of an environment',
      'north/broker',
      'part of',
      'south@LIVE',
      ['north/south@LIVE'],
    ],
    [
      'no environment by its key alone',
      'south/one@LIVE',
      'part of',
      'south@LIVE',
      ['south@LIVE would be a component. Write south/@LIVE for what has this key.'],
    ],
    ['none', 'north/broker', 'depends on', 'x', ['x is not in the inventory. Correct it.']],
  ])('is %s', (_, from, kind, to, expected) => {
    expect(ends(from, kind, to)).toEqual(expected);
  });
});
