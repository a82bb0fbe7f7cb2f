/**
 * Cuts a stream into arrays of at most `size`, keeping order; the last one may be shorter, none is
 * empty.
 */
export async function* inBatches<T>(
  source: AsyncIterable<T> | Iterable<T>,
  size: number,
): AsyncGenerator<T[]> {
  if (size < 1) throw new RangeError('a batch holds at least one item');
  let batch: T[] = [];
  for await (const item of source) {
    batch.push(item);
    if (batch.length >= size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
