import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellOf, cellWords, matrixLines } from './matrix.ts';

const fact = { label: 'Version', state: 'value', value: '3.10' } as const;

it('has a line for each component and a cell for each environment, whatever there is', () => {
  const environments = ['dev', 'staging', 'live'];
  const item = fc.record({
    component: fc.constantFrom('a/one', 'a/two', 'a/three'),
    environment: fc.constantFrom(null, ...environments),
    kind: fc.constantFrom('server', 'database', 'of another release'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(item, { selector: (i) => JSON.stringify(i) }), (found) => {
      const items = found.map((one) => ({
        ...one,
        key: `${one.component}@${one.environment ?? ''}`,
        name: one.component,
        differs: [],
      }));
      const lines = matrixLines(items);
      expect(lines.map(({ component }) => component).sort()).toEqual(
        [...new Set(items.map(({ component }) => component))].sort(),
      );
      for (const line of lines)
        for (const environment of environments) {
          const own = items.filter(({ component }) => component === line.component);
          const isThere = own.some((one) => one.environment === environment);
          const isShared = own.some((one) => one.environment === null);
          const { state } = cellOf(line, environment);
          expect(state).toBe(isThere ? 'there' : isShared ? 'shared' : 'not there');
        }
    }),
  );
});

it('says in one line what differs, and which nothing it is', () => {
  expect(cellWords({ state: 'there', key: 'a', differs: [] })).toBe('there');
  expect(
    cellWords({
      state: 'there',
      key: 'a',
      differs: [fact, { label: 'Hosts', state: 'not-recorded', value: null }],
    }),
  ).toBe('there; Version: 3.10; Hosts: not recorded');
  expect(cellWords({ state: 'not there' })).toBe('not there');
});
