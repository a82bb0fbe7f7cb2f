import { describe, expect, it } from 'vitest';
import { componentKey } from './model.ts';
import { resolveRelations } from './relations.ts';

const component = (id: string, environment: string | null, estate = 'north') => ({
  key: componentKey(estate, id, environment),
  estate,
  id,
  environment,
});
const components = [
  component('web', 'LIVE'),
  component('web', 'TEST'),
  component('broker', null),
  component('one', 'LIVE', 'south'),
];

function ends(from: string, kind: string, to: string): readonly string[] {
  const written = { from, kind, to, source: 'D', note: null, path: [] };
  const { relations, unknown } = resolveRelations(components, [written]);
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
    ['none', 'north/broker', 'depends on', 'x', ['x is not in the inventory. Correct it.']],
  ])('is %s', (_, from, kind, to, expected) => {
    expect(ends(from, kind, to)).toEqual(expected);
  });
});
