import { describe, expect, it } from 'vitest';
import { linesOf } from '#lib/kernel/lines-of.ts';
import { jsonLines } from './json-lines.ts';

const faultOf = (error: unknown) => ({ says: error instanceof Error ? error.message : 'unknown' });

async function textsOf(body: ReadableStream<Uint8Array>): Promise<string[]> {
  const texts: string[] = [];
  for await (const text of linesOf(body)) texts.push(text);
  return texts;
}

describe('a body of lines', () => {
  it('has a value a line', async () => {
    const values = async function* () {
      yield { read: 1 };
      yield { read: 'two\nlines' };
    };
    expect(await textsOf(jsonLines(values(), new AbortController(), faultOf))).toEqual([
      '{"read":1}',
      String.raw`{"read":"two\nlines"}`,
    ]);
  });

  it('ends with what went wrong', async () => {
    const values = async function* () {
      yield 1;
      throw new Error('It broke.');
    };
    expect(await textsOf(jsonLines(values(), new AbortController(), faultOf))).toEqual([
      '1',
      '{"fault":{"says":"It broke."}}',
    ]);
  });

  it('ends the work when nobody reads any more, also what does not come', async () => {
    const stop = new AbortController();
    let ended = 0;
    const values = async function* () {
      try {
        yield 1;
        await new Promise((_, reject) =>
          stop.signal.addEventListener('abort', () => reject(new Error('stopped'))),
        );
      } finally {
        ended += 1;
      }
    };
    const reader = jsonLines(values(), stop, faultOf).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('1\n');
    const next = reader.read();
    await reader.cancel();
    expect(await next).toMatchObject({ done: true });
    expect([stop.signal.aborted, ended]).toEqual([true, 1]);
  });

  it.each(['after its first value', 'before it'])('ends the work %s, unread', async (when) => {
    const stop = new AbortController();
    if (when === 'before it') stop.abort();
    let ended = 0;
    const values = async function* () {
      try {
        for (;;) yield await Promise.resolve(1);
      } finally {
        ended += 1;
      }
    };
    const body = jsonLines(values(), stop, faultOf);
    await new Promise(setImmediate);
    stop.abort();
    await expect.poll(() => ended).toBe(1);
    expect(body.locked).toBe(false);
  });
});
