/**
 * Reads one page ahead, so that a database works while the page before is being handled. At most
 * two pages are held.
 */
export async function* oneAhead<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = pages[Symbol.asyncIterator]();
  let pending = iterator.next();
  try {
    for (;;) {
      const step = await pending;
      if (step.done === true) return;
      pending = iterator.next();
      // A page that fails while this one is handled is reported when it is requested.
      pending.catch(() => undefined);
      yield step.value;
    }
  } finally {
    await iterator.return?.();
  }
}
