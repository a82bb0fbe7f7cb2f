/** What is off on purpose, so that a failure of it is none. Pure. */
import { isBankHoliday } from '#lib/kernel/bank-holidays.ts';
import { isInWindow, nextBegin, type Window } from '#lib/kernel/window.ts';
import type { Planned } from './maintenance/maintenance-store.ts';
import type { Off } from './model.ts';

interface Scheduled {
  readonly id: string;
  /** Empty: at any time. */
  readonly scheduledOn: readonly Window[];
}

const aWeekMs = 7 * 24 * 3_600_000;

export interface OffUntil {
  readonly reason: Off;
  readonly until: Date;
}

/** Why a probe is off at a time; planned work goes before a schedule. Null: it is not. */
export function offAt(
  { id, scheduledOn }: Scheduled,
  planned: readonly Planned[],
  at: Date,
): OffUntil | null {
  const ends = planned
    .filter(
      ({ probe, fromAt, toAt }) => (probe === null || probe === id) && fromAt <= at && at < toAt,
    )
    .map(({ toAt }) => toAt.getTime());
  if (ends.length > 0) return { reason: 'maintenance', until: new Date(Math.max(...ends)) };
  const isOn = scheduledOn.some((window) => isInWindow(window, at, isBankHoliday));
  if (scheduledOn.length === 0 || isOn) return null;
  const begins = scheduledOn.flatMap((window) => nextBegin(window, at, isBankHoliday) ?? []);
  const [first] = begins.sort((a, b) => a.getTime() - b.getTime());
  // Looked at again long before that.
  return { reason: 'scheduled-off', until: first ?? new Date(at.getTime() + aWeekMs) };
}
