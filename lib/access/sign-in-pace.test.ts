import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paceSignIns } from './sign-in-pace.ts';

function pace() {
  let now = 0;
  const made = paceSignIns(() => now);
  return {
    ...made,
    passes(ms: number) {
      now += ms;
    },
    /** Milliseconds to wait; null: the try was counted, and was wrong. */
    wrong(account: string, address: string): number | null {
      const admission = made.admit(account, address);
      return admission.ok ? null : admission.waitMs;
    },
    right(account: string, address: string): boolean {
      const admission = made.admit(account, address);
      if (admission.ok) admission.succeeded();
      return admission.ok;
    },
  };
}

describe('how fast passwords may be tried', () => {
  it('is five at once of one account from one address, then one in half a minute', () => {
    const { wrong, passes } = pace();
    for (let time = 0; time < 5; time++) expect(wrong('a', 'here')).toBeNull();
    expect(wrong('a', 'here')).toBe(30_000);
    passes(29_999);
    expect(wrong('a', 'here')).toBe(1);
    passes(1);
    expect(wrong('a', 'here')).toBeNull();
    expect(wrong('a', 'here')).toBe(30_000);
  });

  it('does not grow with tries that were refused: nobody is locked out', () => {
    const { wrong, right, passes } = pace();
    for (let time = 0; time < 1_000; time++) wrong('a', 'here');
    expect(wrong('a', 'here')).toBe(30_000);
    passes(30_000);
    expect(right('a', 'here')).toBe(true);
  });

  it('is not slowed at home by what others try elsewhere', () => {
    const { wrong, right, passes } = pace();
    expect(right('admin', 'home')).toBe(true);
    for (let second = 0; second < 600; second++) {
      for (let attacker = 0; attacker < 20; attacker++) wrong('admin', `elsewhere ${attacker}`);
      passes(1_000);
      if (second % 60 === 0) expect(right('admin', 'home')).toBe(true);
    }
    expect(wrong('admin', 'a new address') ?? 0).toBeLessThanOrEqual(10_000);
  });

  it('is bounded for one account, however many addresses try', () => {
    const { wrong, passes } = pace();
    let compared = 0;
    for (let second = 0; second < 3_600; second++) {
      for (let one = 0; one < 5; one++) if (wrong('a', `${second} ${one}`) === null) compared++;
      passes(1_000);
    }
    expect(compared).toBeLessThanOrEqual(30 + 360);
  });

  it('is bounded for one address, however many accounts it tries', () => {
    const { wrong } = pace();
    const waits = Array.from({ length: 40 }, (_, n) => wrong(`a${n}`, 'here'));
    expect(waits.filter((wait) => wait === null)).toHaveLength(30);
    expect(wrong('b', 'there')).toBeNull();
  });

  it('counts no right one, and none that was never looked at', () => {
    const made = pace();
    for (let time = 0; time < 100; time++) expect(made.right('a', 'here')).toBe(true);
    for (let time = 0; time < 100; time++) {
      const admission = made.admit('b', 'here');
      expect(admission.ok).toBe(true);
      if (admission.ok) admission.undo();
    }
  });

  it('is the same for any two accounts that were tried alike', () => {
    const tries = fc.array(
      fc.record({ address: fc.constantFrom('x', 'y', 'z'), afterMs: fc.nat({ max: 20_000 }) }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(tries, (made) => {
        const [one, other] = [pace(), pace()];
        for (const { address, afterMs } of made) {
          one.passes(afterMs);
          other.passes(afterMs);
          expect(one.wrong('exists@example.org', address)).toBe(
            other.wrong('nobody@example.org', address),
          );
        }
      }),
    );
  });

  it('lets the owner of a session try five times, whatever happens at the sign-in page', () => {
    const made = pace();
    for (let one = 0; one < 100; one++) made.wrong('a', `${one}`);
    const owned = Array.from({ length: 6 }, () => made.admitOwner('a').ok);
    expect(owned).toEqual([true, true, true, true, true, false]);
  });
});
