/** When something that has to happen is missing. Pure. */
import { isBankHoliday } from '#lib/kernel/bank-holidays.ts';
import { lastOver, type Window } from '#lib/kernel/window.ts';

const minuteMs = 60_000;

export interface Expected {
  /** At least so often; null: within a part of the day. */
  readonly everyMinutes: number | null;
  /** Each time within this; null: so often. */
  readonly within: Window | null;
  /** So much later it is late. */
  readonly graceMinutes: number;
}

export const earlier = (at: Date, minutes: number): Date =>
  new Date(at.getTime() - minutes * minuteMs);

/** By when it was due and has not come; null: it is not missing. */
export function missed(
  { within, everyMinutes, graceMinutes }: Expected,
  now: Date,
  last: Date,
): Date | null {
  if (everyMinutes !== null) {
    const due = new Date(last.getTime() + everyMinutes * minuteMs);
    return earlier(now, graceMinutes) > due ? due : null;
  }
  if (within === null) return null;
  const over = lastOver(within, earlier(now, graceMinutes), isBankHoliday);
  // What comes late is of that time, and not of the next one.
  return over === null || last >= over.from ? null : over.to;
}
