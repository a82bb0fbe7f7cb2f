/** Between two parts of long work: whoever else waits for this process has their turn. */
export const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const longestSliceMs = 50;

/**
 * The same pieces, in their order: between two of them others of this process have their turn
 * where making them took long.
 */
export async function* inSlices<T>(pieces: Iterable<T>): AsyncGenerator<T, void, undefined> {
  let since = performance.now();
  for (const piece of pieces) {
    yield piece;
    if (performance.now() - since < longestSliceMs) continue;
    await othersTurn();
    since = performance.now();
  }
}

/** All of them, made in slices. */
export async function allInSlices<T>(pieces: Iterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const piece of inSlices(pieces)) all.push(piece);
  return all;
}
