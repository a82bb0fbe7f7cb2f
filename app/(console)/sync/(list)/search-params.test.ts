import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, runColumns } from '#components/sync/list/runs-columns.ts';
import { runSorts, runStates } from '#lib/sync/client.ts';
import { loadRunsParams, searchOf, viewOf, wordsOf } from './search-params.ts';

const usual = { state: null, sort: 'newest', columns: [...runColumns] } as const;

describe('a saved view of the list of runs', () => {
  it('comes back as it was, whatever it names', () => {
    fc.assert(
      fc.property(
        fc.record({
          state: fc.option(fc.constantFrom(...runStates)),
          sort: fc.constantFrom(...runSorts),
          columns: fc.subarray([...runColumns], { minLength: 0 }),
        }),
        (view) => {
          expect(viewOf(searchOf(view))).toEqual(view);
        },
      ),
    );
  });

  it('says nothing of what is as usual, and one thing in one way', () => {
    expect(searchOf(usual)).toBe('');
    expect(searchOf({ ...usual, columns: ['dead', 'started', 'dead'] })).toBe(
      'columns=started,dead',
    );
    expect(viewOf('columns=')).toEqual({ ...usual, columns: [] });
  });

  it('survives what it does not know', () => {
    expect(viewOf('state=exploded&sort=sideways&columns=took,hats&offset=75&else=1')).toEqual({
      ...usual,
      columns: ['took'],
    });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(viewOf(searchOf(viewOf(text)))).toEqual(viewOf(text));
      }),
    );
  });

  it('is told in words', () => {
    expect(wordsOf('')).toBe('All outcomes, newest first, all columns');
    expect(wordsOf('state=failed&sort=longest&columns=took,dead')).toBe(
      'Failed, longest first, 4 of 11 columns',
    );
  });
});

it('an address shows columns in the order of the table, each once', async () => {
  const { columns } = await loadRunsParams(Promise.resolve({ columns: 'dead,took,dead' }));
  expect(inOrder(columns)).toEqual(['took', 'dead']);
});
