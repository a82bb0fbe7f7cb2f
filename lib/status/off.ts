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
  /** Null: until somebody changes that. */
  readonly until: Date | null;
}

/** What is recorded elsewhere of the environment of the probes. */
export interface RecordedOff {
  readonly isPaused: boolean;
  /** For what has no schedule of its own. */
  readonly scheduledOn: readonly Window[];
}

export const nothingRecorded: RecordedOff = { isPaused: false, scheduledOn: [] };

/** Why a probe is off at a time: planned work first, a schedule last. Null: it is not. */
export function offAt(
  { id, scheduledOn: own }: Scheduled,
  planned: readonly Planned[],
  at: Date,
  recorded: RecordedOff = nothingRecorded,
): OffUntil | null {
  const ends = planned
    .filter(
      ({ probe, fromAt, toAt }) => (probe === null || probe === id) && fromAt <= at && at < toAt,
    )
    .map(({ toAt }) => toAt.getTime());
  if (ends.length > 0) return { reason: 'maintenance', until: new Date(Math.max(...ends)) };
  if (recorded.isPaused) return { reason: 'paused', until: null };
  const scheduledOn = own.length > 0 ? own : recorded.scheduledOn;
  const isOn = scheduledOn.some((window) => isInWindow(window, at, isBankHoliday));
  if (scheduledOn.length === 0 || isOn) return null;
  const begins = scheduledOn.flatMap((window) => nextBegin(window, at, isBankHoliday) ?? []);
  const [first] = begins.sort((a, b) => a.getTime() - b.getTime());
  // Looked at again long before that.
  return { reason: 'scheduled-off', until: first ?? new Date(at.getTime() + aWeekMs) };
}
