import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountedFor, isBalanced, openLedger, sumLedgers, whatStopsTheSwap } from './ledger.ts';

const count = fc.integer({ min: 0, max: 1_000_000 });
const accounts = fc.record({
  written: count,
  merged: count,
  quarantined: count,
  rejected: count,
  dead: count,
});

test('a ledger balances exactly when all received is accounted for, and as promised', () => {
  fc.assert(
    fc.property(
      accounts,
      fc.integer({ min: -2, max: 2 }),
      fc.option(fc.integer({ min: -2, max: 2 })),
      (account, error, promise) => {
        const sum =
          account.written + account.merged + account.quarantined + account.rejected + account.dead;
        const received = Math.max(0, sum + error);
        const sent = promise === null ? null : received + promise;
        expect(isBalanced({ ...openLedger(), ...account, received, sent })).toBe(
          received === sum && (promise ?? 0) === 0,
        );
      },
    ),
  );
});

test('what is expected counts where what was sent is not known', () => {
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

const maybe = fc.option(count);
const ledger = fc.record({
  expected: maybe,
  sent: maybe,
  received: count,
  written: count,
  merged: count,
  quarantined: count,
  rejected: count,
  dead: count,
  redelivered: count,
  withheld: maybe,
});

test('a sum of ledgers counts what each counts, in whatever order and grouping', () => {
  fc.assert(
    fc.property(fc.array(ledger), fc.array(ledger), (some, others) => {
      const sum = sumLedgers([...some, ...others]);
      expect(sum).toEqual(sumLedgers([...others, ...some]));
      expect(sum).toEqual(sumLedgers([sumLedgers(some), sumLedgers(others)]));
      const accounted = [...some, ...others].map(accountedFor);
      expect(accountedFor(sum)).toBe(accounted.reduce((total, one) => total + one, 0));
    }),
  );
});

test('what one ledger does not know, or a ledger not known yet, leaves the sum unknown', () => {
  const known = { ...openLedger(), expected: 3, sent: 2, withheld: 1, written: 2 };
  expect(sumLedgers([known, known])).toMatchObject({ expected: 6, sent: 4, withheld: 2 });
  expect(sumLedgers([known, { ...known, sent: null }])).toMatchObject({ expected: 6, sent: null });
  expect(sumLedgers([known, null])).toMatchObject({
    expected: null,
    sent: null,
    withheld: null,
    written: 2,
  });
});
