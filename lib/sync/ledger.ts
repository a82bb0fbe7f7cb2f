import { count, countOf } from '#lib/kernel/words/numbers.ts';
import type { Ledger } from './model.ts';

/** A ledger while its stage runs. */
export type OpenLedger = { -readonly [K in keyof Ledger]: Ledger[K] };

export function openLedger(): OpenLedger {
  return {
    expected: null,
    sent: null,
    received: 0,
    written: 0,
    merged: 0,
    quarantined: 0,
    rejected: 0,
    dead: 0,
    redelivered: 0,
    withheld: null,
  };
}

/** Received and gone one way or another. */
export const accountedFor = (ledger: Ledger): number =>
  ledger.written + ledger.merged + ledger.quarantined + ledger.rejected + ledger.dead;

/**
 * Several ledgers as one. Null is one that is not known yet: it counts nothing, and what
 * may be unknown (`expected`, `sent`, `withheld`) is known only when every ledger knows it.
 */
export function sumLedgers(ledgers: readonly (Ledger | null)[]): Ledger {
  const sum = (of: (ledger: Ledger) => number): number =>
    ledgers.reduce((total, ledger) => total + (ledger === null ? 0 : of(ledger)), 0);
  const sumKnown = (of: (ledger: Ledger) => number | null): number | null =>
    ledgers.some((ledger) => ledger === null || of(ledger) === null)
      ? null
      : sum((ledger) => of(ledger) ?? 0);
  return {
    expected: sumKnown(({ expected }) => expected),
    sent: sumKnown(({ sent }) => sent),
    received: sum(({ received }) => received),
    written: sum(({ written }) => written),
    merged: sum(({ merged }) => merged),
    quarantined: sum(({ quarantined }) => quarantined),
    rejected: sum(({ rejected }) => rejected),
    dead: sum(({ dead }) => dead),
    redelivered: sum(({ redelivered }) => redelivered),
    withheld: sumKnown(({ withheld }) => withheld),
  };
}

/**
 * `received = written + merged + quarantined + rejected + dead`, and `received = sent` (else
 * `expected`) where known (`docs/interfaces.md`, Ledger).
 */
export function isBalanced(ledger: Ledger): boolean {
  if (ledger.received !== accountedFor(ledger)) return false;
  if (ledger.sent !== null && ledger.received !== ledger.sent) return false;
  return ledger.expected === null || ledger.received === ledger.expected;
}

/** Why the run may not go on to the swap after this stage, in words; null when it may. */
export function whatStopsTheSwap(title: string, ledger: Ledger): string | null {
  const faults: string[] = [];
  if (ledger.rejected > 0)
    faults.push(`${countOf(ledger.rejected, 'record was', 'records were')} rejected by the index`);
  if (ledger.dead > 0)
    faults.push(
      `${countOf(ledger.dead, 'message', 'messages')} could not be handled and went to ` +
        'the dead letters',
    );
  if (!isBalanced(ledger)) faults.push(describeImbalance(ledger));
  return faults.length === 0 ? null : `Stage “${title}”: ${faults.join('; ')}.`;
}

function describeImbalance(ledger: Ledger): string {
  const accounted = accountedFor(ledger);
  const promised = ledger.sent ?? ledger.expected;
  const parts = [`the ledger does not balance: ${count(ledger.received)} received`];
  if (promised !== null && promised !== ledger.received) {
    parts.push(`${count(promised)} ${ledger.sent === null ? 'expected' : 'sent'}`);
  }
  if (accounted !== ledger.received) parts.push(`${count(accounted)} accounted for`);
  return parts.join(', ');
}
