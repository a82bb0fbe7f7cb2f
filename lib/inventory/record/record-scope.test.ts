import { describe, expect, it } from 'vitest';
import { partsOfKey } from '../model.ts';
import { needsRelations, scopeOf, type ScopedItem } from './record-scope.ts';

const row = (key: string, kind = 'application'): ScopedItem => {
  const { component, environment } = partsOfKey(key);
  if (component !== null) return { key, type: 'component', component, environment, kind };
  const type = environment === null ? 'estate' : 'environment';
  return { key, type, component, environment, kind: type };
};
const relation = (written: string) => {
  const [from = '', kind = '', to = ''] = written.split(' > ');
  return { from, kind, to };
};
const scopeFor = (key: string, rows: readonly ScopedItem[], relations: readonly string[] = []) => {
  const asked = rows.find((one) => one.key === key) ?? row(key);
  const { components, environments, ...rest } = scopeOf(asked, rows, relations.map(relation));
  return {
    ...rest,
    components: [...components].sort(),
    environments: environments === null ? null : [...environments].sort(),
  };
};

describe('what a record is of', () => {
  const estate = [row('e'), row('e@live'), row('e@test')];
  const divided = [
    ...estate,
    row('e/one', 'system'),
    row('e/two', 'system'),
    row('e/a'),
    row('e/a-part@live'),
    row('e/b'),
    row('e/queue@test'),
    row('e/queue@live'),
    row('e/target'),
  ];
  const relations = [
    'e/a > part of > e/one',
    'e/a-part@live > belongs to > e/a',
    'e/b > part of > e/two',
    'e/a > calls > e/b',
    'e/a > sends to > e/queue@live',
    'f/incident > describes > e/a',
    'e/a > moves to > e/target',
    'e/queue@test > feeds > e/queue@live',
  ];

  it('is what is part of a system, step by step, and what has a relation with that', () => {
    expect(scopeFor('e/one', divided, relations)).toEqual({
      extent: 'parts',
      of: 'e/one',
      subjects: ['e/one'],
      components: ['e/a', 'e/a-part@live', 'e/one', 'e/queue@live', 'f/incident'],
      parts: 2,
      environments: ['live'],
    });
    expect(scopeFor('e/two', divided, relations).components).toEqual(['e/b', 'e/two']);
  });

  it('is the whole estate where no source says what is part of one of its systems', () => {
    const { extent, components, environments } = scopeFor('e/one', divided);
    expect({ extent, environments, size: components.length }).toEqual({
      extent: 'undivided',
      environments: null,
      size: 8,
    });
  });

  it('is the whole estate of its only system, and asks for no relations', () => {
    const rows = [...estate, row('e/one', 'system'), row('e/a@live'), row('e/b')];
    const expected = {
      extent: 'only-system',
      of: 'e/one',
      subjects: ['e/one', 'e'],
      components: ['e/a@live', 'e/b', 'e/one'],
      parts: 0,
      environments: null,
    };
    expect(scopeFor('e/one', rows)).toEqual(expected);
    expect(scopeFor('e', rows)).toEqual(expected);
    expect(rows.map((one) => needsRelations(one, rows))).toEqual(rows.map(() => false));
  });

  it('is of its environment, and of what is shared, where a system is of one', () => {
    const systems = [row('e/one@live', 'system'), row('e/one@test', 'system')];
    const rows = [...estate, ...systems, row('e/a@live'), row('e/a@test'), row('e/b')];
    expect(scopeFor('e/one@live', rows)).toMatchObject({
      extent: 'only-system',
      components: ['e/a@live', 'e/b', 'e/one@live'],
      environments: ['live'],
    });
    expect(scopeFor('e', rows)).toMatchObject({
      extent: 'estate',
      of: 'e',
      subjects: ['e', 'e/one@live', 'e/one@test'],
      environments: null,
    });
  });

  it('comes to an end where things are part of each other', () => {
    const circle = ['e/a > part of > e/one', 'e/b > part of > e/a', 'e/a > part of > e/b'];
    expect(scopeFor('e/one', divided, circle)).toMatchObject({
      components: ['e/a', 'e/b', 'e/one'],
      parts: 2,
    });
  });
});
