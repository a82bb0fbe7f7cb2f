import { expect, it } from 'vitest';
import { inOrder, orderOf, type Orders } from './sort-rows.ts';
import { percentWords, signed } from './words.ts';

it('never says nothing of what is hardly anything', () => {
  expect([0, 0.000_01, 0.1234, 1].map(percentWords)).toEqual([
    '0%',
    'under 0.01%',
    '12.34%',
    '100%',
  ]);
  expect([signed(1_200), signed(-0.4, 'points'), signed(0.001)]).toEqual([
    '+1,200',
    '−0.4 points',
    '+under 0.01',
  ]);
});

it('puts rows in the order of an address, and in the usual one where there is none such', () => {
  const orders: Orders<{ name: string; size: number }, 'name' | 'size'> = {
    by: { name: ({ name }) => name, size: ({ size }) => size },
    usual: { column: 'size', direction: 'descending' },
  };
  const rows = [
    { name: 'b', size: 2 },
    { name: 'a', size: 2 },
    { name: 'c', size: 10 },
  ];
  const namesIn = (text: string | null): string =>
    inOrder(rows, orders, orderOf(orders, text))
      .map(({ name }) => name)
      .join('');
  expect([null, 'none', 'name', '-name', 'size'].map(namesIn)).toEqual([
    'cba',
    'cba',
    'abc',
    'cba',
    'bac',
  ]);
});
