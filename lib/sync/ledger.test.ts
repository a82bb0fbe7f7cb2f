import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBalanced, openLedger, whatStopsTheSwap } from './ledger.ts';

const count = fc.integer({ min: 0, max: 1_000_000 });
const accounts = fc.record({
  written: count,
  merged: count,
  quarantined: count,
  rejected: count,
  dead: count,
});

test('a ledger balances exactly when everything received is accounted for and matches what was promised', () => {
  fc.assert(
    fc.property(
      accounts,
      fc.integer({ min: -2, max: 2 }),
      fc.option(fc.integer({ min: -2, max: 2 })),
      (account, slip, promise) => {
        const sum =
          account.written + account.merged + account.quarantined + account.rejected + account.dead;
        const received = Math.max(0, sum + slip);
        const sent = promise === null ? null : received + promise;
        expect(isBalanced({ ...openLedger(), ...account, received, sent })).toBe(
          received === sum && (promise ?? 0) === 0,
        );
      },
    ),
  );
});

test('what is expected counts where nobody said what was sent', () => {
  expect(isBalanced({ ...openLedger(), received: 3, written: 3, expected: 4 })).toBe(false);
  expect(isBalanced({ ...openLedger(), received: 3, written: 3, expected: 3 })).toBe(true);
});

test('rejected and dead records stop the swap although the ledger balances', () => {
  expect(
    whatStopsTheSwap('Trainees', { ...openLedger(), received: 2, written: 1, rejected: 1 }),
  ).toBe('Stage “Trainees”: 1 record was rejected by the index.');
  expect(
    whatStopsTheSwap('Trainees', { ...openLedger(), received: 3, written: 1, dead: 2 }),
  ).toContain('2 messages could not be handled');
  expect(
    whatStopsTheSwap('Trainees', { ...openLedger(), received: 3, written: 2, merged: 1 }),
  ).toBeNull();
});

test('an imbalance is said with its numbers', () => {
  expect(
    whatStopsTheSwap('Trainees', { ...openLedger(), sent: 1_200, received: 1_100, written: 1_100 }),
  ).toContain('1,100 received, 1,200 sent');
});
