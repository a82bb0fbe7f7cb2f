import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';

/** Time as a capability, so that tests control it. Leases never use it: they use database time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The calendar day in London, `yyyy-MM-dd`. "Today" of a run is this day at its start. */
export function londonDate(at: Date): string {
  return format(new TZDate(at, 'Europe/London'), 'yyyy-MM-dd');
}
