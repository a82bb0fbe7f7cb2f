import { describe, expect, it } from 'vitest';
import { bootGraceMs, isAlive } from './health.ts';

describe('liveness is progress', () => {
  const bootedMs = bootGraceMs + 1;
  const stillAfterMs = 30_000;
  it.each([
    ['young and without progress', { startedAtMs: 0, progressAtMs: null }, bootGraceMs - 1, true],
    ['grown and without progress', { startedAtMs: 0, progressAtMs: null }, bootedMs, false],
    [
      'grown and making progress',
      { startedAtMs: 0, progressAtMs: bootedMs },
      bootedMs + stillAfterMs - 1,
      true,
    ],
    [
      'grown and standing still',
      { startedAtMs: 0, progressAtMs: bootedMs },
      bootedMs + stillAfterMs,
      false,
    ],
  ])('%s', (_, pulse, nowMs, expected) => {
    expect(isAlive({ ...pulse, stillAfterMs }, nowMs)).toBe(expected);
  });
});
