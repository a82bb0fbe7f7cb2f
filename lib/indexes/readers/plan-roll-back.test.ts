import { expect, it } from 'vitest';
import { equals } from '#lib/platform/search/conditions.ts';
import type { RecordedMove } from '../requests.ts';
import type { Generation } from '../store.ts';
import {
  movesInWords,
  planRollBack,
  previousFiltersOf,
  unreadableFilters,
} from './plan-roll-back.ts';

const aliases = [
  { name: 'm', target: 'm', filter: null },
  { name: 'm_hidden', target: 'm', filter: null },
];
const leaving = (alias: string, filter: RecordedMove['previousFilters'][string]): RecordedMove => ({
  alias,
  from: ['m_1'],
  to: 'm_2',
  filter: null,
  previousFilters: { m_1: filter },
});

it('says which filter nobody can give back: the alias gets that of the contract', () => {
  const changes = [{ moves: [leaving('m', null), leaving('m_hidden', 'foreign')] }];
  const back = { m: 'm_1' };
  expect(unreadableFilters(aliases, back, changes)).toEqual([
    'm_hidden had a filter there that the console cannot read: it gets the one of the contract.',
  ]);
  expect(previousFiltersOf(aliases, back, changes)).toEqual(aliases);
  expect(unreadableFilters(aliases, { m: 'm_3' }, changes)).toEqual([]);
});

it('suggests what was meant where there is no generation of that name', () => {
  const row: Generation = {
    index: 'm_20261121t150402_6',
    base: 'm',
    environment: 'local',
    runId: null,
    runName: 'local-6',
    runNumber: 6,
    role: 'previous',
    isKeptCopy: false,
    documents: 1,
    createdAt: new Date(0),
    liveFrom: null,
    liveUntil: null,
  };
  const saysOf = (to: string): string => {
    const planned = planRollBack({ aliases, indexes: [] }, [row], to, new Map());
    return planned.ok ? '' : planned.fault.says;
  };
  expect(saysOf('6')).toBe('There is no generation “6”. Did you mean local-6?');
  expect(saysOf('9')).toBe('There is no generation “9”. There are local-6.');
});

it('says what it would do now to each alias, and to those alike together', () => {
  const filter = equals('existsInGmc', true);
  const from = (alias: string, filters: RecordedMove['previousFilters']): RecordedMove => ({
    alias,
    from: Object.keys(filters),
    to: 'm_1',
    filter,
    previousFilters: filters,
  });
  expect(
    movesInWords([
      from('a', { m_2: filter }),
      from('b', { m_2: filter }),
      from('c', { m_2: null }),
      from('d', { m_1: filter }),
      from('e', { m_1: filter }),
      from('f', { m_1: 'foreign' }),
      from('g', {}),
    ]),
  ).toBe(
    'a and b would go from m_2 to m_1; c would go from m_2 to m_1, with another filter; d and e ' +
      'stay on m_1; f stays on m_1 and would get another filter; g would be made on m_1',
  );
});
