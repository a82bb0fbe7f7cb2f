import { describe, expect, it } from 'vitest';
import { createLog, errorFacts, errorFrames } from './log.ts';

describe('what is logged of an error', () => {
  const thrown = Object.assign(
    new TypeError('Jane Doe 1234567\n    at db.internal.example:5432:1'),
    {
      code: 'ECONNREFUSED',
      statusCode: 503,
    },
  );

  it('is its class, code and status', () => {
    expect(errorFacts(thrown)).toEqual({ error: 'TypeError', code: 'ECONNREFUSED', status: 503 });
    expect(errorFacts('Jane Doe')).toEqual({ error: 'string' });
  });

  it('is its frames without the message, even when that reads like a frame', () => {
    const frames = errorFrames(thrown);
    expect(frames[0]).toMatch(/^at .*log\.test\.ts:\d+:\d+\)?$/);
    expect(frames.length).toBeLessThanOrEqual(12);
    expect(frames.join()).not.toMatch(/Jane|1234567|db\.internal/);
  });

  it('is nothing where there is no stack', () => {
    expect(errorFrames('Jane Doe')).toEqual([]);
    expect(errorFrames(Object.assign(new Error('x'), { stack: undefined }))).toEqual([]);
  });
});

it('is one bounded line of JSON, whatever a value holds', () => {
  const written: string[] = [];
  const log = createLog('info', 'test', { write: (line) => void written.push(line) });
  const forged = 'a\n{"level":60}\r\u001b[2J\u0000\u009b\u2028\u202e\u007f';
  log.info({ code: forged, many: [forged, 'x'.repeat(5_000)] }, forged);
  log.info({ long: 'x'.repeat(5_000), list: Array(5_000).fill('x') });
  expect(written).toHaveLength(2);
  for (const line of written) {
    expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
    expect(line.length).toBeLessThan(2_000);
    expect(() => void JSON.parse(line)).not.toThrow();
  }
});
