// A connection without a byte for two minutes is closed, by the server or on the way.
const quietMs = 10_000;

/**
 * One value a line, as the body of a response. What goes wrong after the first is the last line, as
 * `faultOf` says it. Empty lines keep the connection while nothing comes. `stop` ends the work, and
 * is aborted once nobody reads any more.
 */
export function jsonLines<T>(
  values: AsyncIterable<T>,
  stop: AbortController,
  faultOf: (error: unknown) => object,
): ReadableStream<Uint8Array> {
  const iterator = values[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const line = (value: unknown): Uint8Array => encoder.encode(`${JSON.stringify(value)}\n`);
  let timer: NodeJS.Timeout | undefined;
  const end = async (): Promise<void> => {
    clearInterval(timer);
    await iterator.return?.().catch(() => undefined);
  };
  // Whoever has gone before the first line pulls nothing and cancels nothing.
  stop.signal.addEventListener('abort', () => void end(), { once: true });
  return new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => {
        // Lines that nobody takes are no sign of life.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode('\n'));
      }, quietMs);
    },
    async pull(controller) {
      try {
        const next = await iterator.next();
        if (next.done !== true && !stop.signal.aborted) {
          controller.enqueue(line(next.value));
          return;
        }
      } catch (error) {
        if (!stop.signal.aborted) controller.enqueue(line({ fault: faultOf(error) }));
      }
      await end();
      if (!stop.signal.aborted) controller.close();
    },
    async cancel() {
      stop.abort();
      await end();
    },
  });
}
