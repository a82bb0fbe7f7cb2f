import { describe, expect, it } from 'vitest';
import { inSlices } from './in-slices.ts';

/** Holds the process as work does that takes long. */
function busyFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

async function turnsOfOthers(pieces: Iterable<number>): Promise<[number[], number]> {
  const seen: number[] = [];
  let turns = 0;
  let isOver = false;
  const other = (): void => {
    turns += 1;
    if (!isOver) setImmediate(other);
  };
  setImmediate(other);
  for await (const piece of inSlices(pieces)) seen.push(piece);
  isOver = true;
  return [seen, turns];
}

describe('work in slices', () => {
  it('lets others have their turn between pieces that take long', async () => {
    function* slow(): Generator<number> {
      for (const piece of [1, 2, 3]) {
        busyFor(60);
        yield piece;
      }
    }
    const [seen, turns] = await turnsOfOthers(slow());
    expect(seen).toEqual([1, 2, 3]);
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('gives short work as it is', async () => {
    expect((await turnsOfOthers([1, 2]))[0]).toEqual([1, 2]);
  });
});
