import { expect, it } from 'vitest';
import { whenRank } from './view.ts';

it('tells the later from the earlier, as sources word their times', () => {
  const oldestFirst = [
    'at all times',
    'Jan 2018',
    '2021',
    '1 Mar 2021',
    '16 Mar 2021',
    'Jul 2021',
    '21 Jul 2021',
    'Aug–Sep 2021',
    '29–30 Sep 2021',
    '04/07/2022',
    '2023–24',
    '23 Oct 2023',
    '2024',
  ];
  const ranks = oldestFirst.map(whenRank);
  expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
  expect(new Set(ranks).size).toBe(ranks.length);
});
