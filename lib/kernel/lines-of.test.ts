import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf } from './lines-of.ts';

const streamOf = (parts: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });

it('gives whole lines, wherever the body is cut', async () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => JSON.stringify(text));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      const bytes = new TextEncoder().encode(lines.map((one) => `${one}\n\n`).join(''));
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.slice(at * size, (at + 1) * size),
      );
      const found: string[] = [];
      for await (const one of linesOf(streamOf(parts))) found.push(one);
      expect(found).toEqual(lines);
    }),
  );
});

it('wants no more of it once nobody reads on', async () => {
  let isCancelled = false;
  const open = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('1\n2\n')),
    cancel: () => {
      isCancelled = true;
    },
  });
  for await (const line of linesOf(open)) {
    expect(line).toBe('1');
    break;
  }
  expect(isCancelled).toBe(true);
});
