import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from './column.ts';
import { isSortHidden, readAddress, searchOf, viewOf, viewWords } from './list-definition.ts';
import { stoneColumns, stoneList, stones } from './testing.tsx';

const usual = {
  filters: {},
  sort: { column: 'grams', direction: 'descending' },
  columns: ['colour', 'grams'],
} as const;

describe('a view', () => {
  it('comes back from what is saved of it, whatever it names', () => {
    fc.assert(
      fc.property(
        fc.record({
          filters: fc.record(
            {
              colour: fc.constantFrom('red' as const, 'blue' as const),
              colours: fc.subarray(['red' as const, 'blue' as const], { minLength: 1 }),
              words: fc.stringMatching(/^[a-z&=+%,#?]{1,20}$/),
            },
            { requiredKeys: [] },
          ),
          sort: fc.record({
            column: fc.constantFrom('name' as const, 'grams' as const),
            direction: fc.constantFrom('ascending' as const, 'descending' as const),
          }),
          columns: fc.subarray(['colour', 'grams']),
        }),
        (view) => {
          expect(viewOf(stoneList, searchOf(stoneList, view))).toEqual(view);
        },
      ),
    );
  });

  it('says nothing of what is as usual, and one thing in one way', () => {
    expect(searchOf(stoneList, usual)).toBe('');
    expect(searchOf(stoneList, { ...usual, columns: ['grams', 'grams'] })).toBe('columns=grams');
    expect(searchOf(stoneList, { ...usual, columns: ['grams', 'colour'] })).toBe('');
    expect(viewOf(stoneList, 'columns=')).toEqual({ ...usual, columns: [] });
  });

  it('survives what it does not know', () => {
    expect(
      viewOf(stoneList, 'colour=mauve&sort=sideways&columns=grams,hats,name&offset=75&else=1'),
    ).toEqual({ ...usual, columns: ['grams'] });
    fc.assert(
      fc.property(fc.string(), (text) => {
        const view = viewOf(stoneList, text);
        expect(viewOf(stoneList, searchOf(stoneList, view))).toEqual(view);
      }),
    );
  });

  it('has words', () => {
    const words = (search: string) => viewWords(stoneList, viewOf(stoneList, search));
    expect(words('')).toBe('All colours, heaviest first, all columns');
    expect(words('colour=red&colours=red,blue&words=old&sort=name&columns=')).toBe(
      'RED, red, blue, Words “old”, A to Z, 1 of 3 columns',
    );
  });
});

it('an address shows columns in the order of the table, each once', () => {
  expect(readAddress(stoneList, { columns: 'grams,colour,grams' }).view.columns).toEqual([
    'colour',
    'grams',
  ]);
});

it('an order is hidden with its column, unless usual or of a column that is always shown', () => {
  const hidden = (sort: string) => isSortHidden(stoneList, viewOf(stoneList, `${sort}&columns=`));
  expect([hidden('sort=grams'), hidden('sort=-grams'), hidden('sort=-name')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isSortHidden(stoneList, viewOf(stoneList, 'sort=grams'))).toBe(false);
});

it('a file has every column by the names in its definition', () => {
  expect(tableOf(stoneColumns, stones(1))).toEqual({
    head: ['name', 'colour', 'grams', 'kilograms'],
    rows: [['Stone 1', 'red', 10, 0.01]],
  });
});
