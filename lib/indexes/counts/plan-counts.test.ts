import { expect, it } from 'vitest';
import { planCounts, unknownCounts, type Counted, type OpenCount } from './plan-counts.ts';

const list = (name: string, documents: number | null, body = '1-BODY'): Counted => ({
  about: 'list',
  body,
  name,
  documents,
});
const open = (id: number, counted: Counted): OpenCount => ({ ...counted, id });

it('writes a row only where the number has become another one', () => {
  const before = [open(1, list('all', 5)), open(2, list('some', 3))];
  expect(planCounts(before, [list('all', 5), list('some', 2)])).toEqual({
    same: [1],
    ended: [2],
    begun: [list('some', 2)],
  });
});

it('tells lists of one name by their body, and ends what is counted no more', () => {
  const before = [open(1, list('all', 5)), open(2, list('all', 5, '1-GONE'))];
  expect(planCounts(before, [list('all', 5), list('all', 7, '1-NEW')])).toEqual({
    same: [1],
    ended: [2],
    begun: [list('all', 7, '1-NEW')],
  });
});

it('not known is a state of its own, and goes on while nothing is known', () => {
  const failed = planCounts([open(1, list('all', 0))], unknownCounts([open(1, list('all', 0))]));
  expect(failed).toEqual({ same: [], ended: [1], begun: [list('all', null)] });
  const again = [open(2, list('all', null))];
  expect(planCounts(again, unknownCounts(again))).toEqual({ same: [2], ended: [], begun: [] });
  expect(planCounts(again, [list('all', 0)])).toEqual({
    same: [],
    ended: [2],
    begun: [list('all', 0)],
  });
});
