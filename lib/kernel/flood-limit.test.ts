import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitFlood, limitRepeats } from './flood-limit.ts';

describe('what those leave whom nobody knows', () => {
  it('is one line a minute and source', () => {
    let now = 0;
    const limit = limitFlood(() => now);
    expect([limit.admit('a'), limit.admit('a'), limit.admit('b')]).toEqual([0, null, 1]);
    now = 59_999;
    expect([limit.admit('a'), limit.admit('b')]).toEqual([null, null]);
    now = 60_000;
    expect([limit.admit('a'), limit.admit('b')]).toEqual([2, 0]);
  });

  it('is twenty lines a minute of all sources together, and the next one counts the others', () => {
    let now = 0;
    const limit = limitFlood(() => now);
    const lines = Array.from({ length: 50 }, (_, source) => limit.admit(`made up ${source}`));
    expect(lines.filter((line) => line !== null)).toHaveLength(20);
    now = 60_000;
    expect(limit.admit('another')).toBe(30);
  });

  it('is never more than twenty lines in any minute, whatever sources they claim', () => {
    const tries = fc.array(
      fc.record({
        address: fc.string({ maxLength: 2 }),
        afterMs: fc.integer({ min: 0, max: 9_000 }),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(tries, (made) => {
        let now = 0;
        const limit = limitFlood(() => now);
        const recorded: { readonly address: string; readonly at: number }[] = [];
        for (const { address, afterMs } of made) {
          now += afterMs;
          if (limit.admit(address) !== null) recorded.push({ address, at: now });
        }
        for (const { address, at } of recorded) {
          const within = recorded.filter((row) => row.at >= at && row.at < at + 60_000);
          expect(within.length).toBeLessThanOrEqual(20);
          expect(within.filter((row) => row.address === address)).toHaveLength(1);
        }
      }),
    );
  });
});

describe('what those repeat who are known', () => {
  it('is one line a minute each, which counts only their own', () => {
    let now = 0;
    const limit = limitRepeats(() => now);
    expect([limit.admit('a'), limit.admit('a'), limit.admit('b')]).toEqual([0, null, 0]);
    now = 59_999;
    expect([limit.admit('a'), limit.admit('b')]).toEqual([null, null]);
    now = 60_000;
    expect([limit.admit('a'), limit.admit('b')]).toEqual([2, 1]);
    now = 120_000;
    expect(limit.admit('a')).toBe(0);
  });

  it('is as many lines a minute as are said', () => {
    let now = 0;
    const limit = limitRepeats(() => now, 3);
    expect(Array.from({ length: 5 }, () => limit.admit('a'))).toEqual([0, 0, 0, null, null]);
    now = 60_000;
    expect(Array.from({ length: 4 }, () => limit.admit('a'))).toEqual([2, 0, 0, null]);
  });

  it('is never silenced by others, however many they are', () => {
    const limit = limitRepeats(() => 0);
    const lines = Array.from({ length: 50 }, (_, person) => limit.admit(`person ${person}`));
    expect(lines).toEqual(Array.from({ length: 50 }, () => 0));
  });
});
