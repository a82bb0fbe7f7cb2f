import { expect, it } from 'vitest';
import { migrationRow } from '#lib/testing/inventory/migration-row.ts';
import { migrationList, migrationPage } from './migration-list.ts';

const rows = [
  migrationRow('b', {
    wave: '10',
    status: 'cut over',
    target: { state: 'value', value: 'Amazon MQ' },
  }),
  migrationRow('c', { wave: '2', evidence: 'inference', blockedWords: ['GMC: new addresses'] }),
  migrationRow('a', {
    evidence: 'source',
    parts: 3,
    blockedBy: [{ key: 'gmc', name: 'GMC', isItem: false, note: null }],
  }),
];
const page = (
  filters: Parameters<typeof migrationPage>[1]['filters'],
  sort: Parameters<typeof migrationPage>[1]['sort'] = migrationList.usual,
) => migrationPage(rows, { filters, sort, limit: 50, offset: 0 }).rows.map(({ key }) => key);

it.each([
  [{}, ['b', 'c', 'a']],
  [{ text: 'amazon mq' }, ['b']],
  [{ text: 'gmc' }, ['c', 'a']],
  [{ status: ['not-recorded'] as const }, ['c', 'a']],
  [{ evidence: ['source'] as const }, ['a']],
  [{ blocked: 'outside' as const }, ['a']],
  [{ wave: '2' }, ['c']],
  [{ estate: 'spqs' }, []],
])('filters by %o', (filters, keys) => {
  expect(page(filters)).toEqual(keys);
});

it('orders numbers as numbers, and puts what is not recorded last', () => {
  expect(page({}, { column: 'wave', direction: 'ascending' })).toEqual(['c', 'b', 'a']);
  expect(page({}, { column: 'wave', direction: 'descending' })).toEqual(['b', 'c', 'a']);
  expect(page({}, { column: 'evidence', direction: 'ascending' })).toEqual(['a', 'c', 'b']);
  expect(page({}, { column: 'item', direction: 'descending' })).toEqual(['a', 'c', 'b']);
  expect(page({}, { column: 'parts', direction: 'descending' })).toEqual(['a', 'b', 'c']);
});

it('gives a page, and how many there are', () => {
  const { rows: some, total } = migrationPage(rows, {
    filters: {},
    sort: migrationList.usual,
    limit: 1,
    offset: 1,
  });
  expect([some.map(({ key }) => key), total]).toEqual([['c'], 3]);
});
