/** What is off on purpose, so that a failure of it is none. Pure. */
import { isInWindow, nextBegin, type Window } from '#lib/kernel/window.ts';
import type { Planned } from './maintenance/maintenance-store.ts';
import type { Off } from './model.ts';

interface Scheduled {
  readonly id: string;
  /** Empty: at any time. */
  readonly scheduledOn: readonly Window[];
}

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
  if (scheduledOn.length === 0 || scheduledOn.some((window) => isInWindow(window, at))) return null;
  const begins = scheduledOn.map((window) => nextBegin(window, at).getTime());
  return { reason: 'scheduled-off', until: new Date(Math.min(...begins)) };
}
