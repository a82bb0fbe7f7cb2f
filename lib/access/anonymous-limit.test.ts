import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitAnonymous } from './anonymous-limit.ts';

describe('what anonymous callers leave in the audit', () => {
  it('is one row a minute and address', () => {
    let now = 0;
    const limit = limitAnonymous(() => now);
    expect([limit.isNew('a'), limit.isNew('a'), limit.isNew('b')]).toEqual([true, false, true]);
    now = 59_999;
    expect(limit.isNew('a')).toBe(false);
    now = 60_000;
    expect(limit.isNew('a')).toBe(true);
  });

  it('is never more than twenty rows in any minute, whatever addresses they claim', () => {
    const tries = fc.array(
      fc.record({
        address: fc.string({ maxLength: 2 }),
        afterMs: fc.integer({ min: 0, max: 9_000 }),
      }),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(tries, (made) => {
        let now = 0;
        const limit = limitAnonymous(() => now);
        const recorded: { readonly address: string; readonly at: number }[] = [];
        for (const { address, afterMs } of made) {
          now += afterMs;
          if (limit.isNew(address)) recorded.push({ address, at: now });
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
