import { expect, it } from 'vitest';
import { all, and, equals, not } from '#lib/platform/search/conditions.ts';
import { theBody } from '../model.ts';
import { questionsOf } from './seen.ts';

it('counts what was before with the filter that an alias has, whatever the contract says', () => {
  const where = equals('designatedBody', theBody);
  const edited = { name: 'connections', target: 'master', filter: equals('existsInGmc', false) };
  const page = {
    page: 'Connections',
    tab: null,
    reads: 'connections',
    withoutFilter: 'lists-everyone',
    isMadeWhenMissing: false,
    beforeStage: {},
    harmed: 'admins',
    lists: [],
  } as const;
  const list = { query: { name: 'all', title: 'All', where }, page, alias: edited };
  const ofBody = equals('designatedBody', '1-A');
  const before = (filters: Parameters<typeof questionsOf>[3]) =>
    questionsOf([list], ['1-A'], new Map([['master', 'master_1']]), filters)[0]?.before?.condition;
  const filter = not(edited.filter);
  expect(before(new Map([['connections', filter]]))).toEqual(and(filter, ofBody));
  expect(before(new Map([['connections', null]]))).toEqual(and(all, ofBody));
  expect(before(new Map())).toEqual(and(edited.filter, ofBody));
});
