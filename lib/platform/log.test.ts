import { describe, expect, it } from 'vitest';
import { errorFacts, errorFrames } from './log.ts';

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
