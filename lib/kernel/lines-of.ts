/** The lines of a body as they come; empty ones only keep its connection open. */
export async function* linesOf(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let begun = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (begun + decoder.decode(part.value, { stream: true })).split('\n');
      begun = lines.pop() ?? '';
      yield* lines.filter((line) => line !== '');
    }
    if (begun !== '') yield begun;
  } finally {
    // Whoever reads no further wants no more of it.
    await reader.cancel().catch(() => undefined);
  }
}
