import { expect, it } from 'vitest';
import { readAll } from './use-export.ts';

/**
 * A server with rows 0, 1, 2 … that gives two at once; one comes in at the front while it is read.
 */
function server(count: number, comesInAfter = Infinity) {
  let rows = Array.from({ length: count }, (_, row) => row);
  let reads = 0;
  return async (offset: number) => {
    if (reads++ === comesInAfter) rows = [-1, ...rows];
    return { rows: rows.slice(offset, offset + 2), total: rows.length };
  };
}
const rowKey = String;
const silent = () => undefined;

it('reads page after page until all are there, and reports how far it is', async () => {
  const progress: (readonly [number, number])[] = [];
  const report = (rows: number, total: number) => progress.push([rows, total]);
  const { rows, isCut } = await readAll({ read: server(5), rowKey }, report);
  expect({ rows, isCut }).toEqual({ rows: [0, 1, 2, 3, 4], isCut: false });
  expect(progress).toEqual([
    [2, 5],
    [4, 5],
    [5, 5],
  ]);
});

it('has each row once when others come in before it', async () => {
  const { rows } = await readAll({ read: server(5, 1), rowKey }, silent);
  expect(rows).toEqual([0, 1, 2, 3, 4]);
});

it('ends when rows go while it reads', async () => {
  const pages = [
    { rows: [0, 1], total: 3 },
    { rows: [], total: 3 },
  ];
  const read = async () => pages.shift() ?? { rows: [], total: 0 };
  expect((await readAll({ read, rowKey }, silent)).rows).toEqual([0, 1]);
});

it('holds no more than the most, and says that it was cut', async () => {
  expect(await readAll({ read: server(9), rowKey }, silent, 3)).toEqual({
    rows: [0, 1, 2],
    isCut: true,
  });
  expect(await readAll({ read: server(4), rowKey }, silent, 4)).toEqual({
    rows: [0, 1, 2, 3],
    isCut: false,
  });
});
