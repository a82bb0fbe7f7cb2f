import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';

const zone = 'Europe/London';

/** Time as a capability, so that tests control it. Leases never use it: they use database time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The calendar day in London, `yyyy-MM-dd`. "Today" of a run is this day at its start. */
export function londonDate(at: Date): string {
  return format(new TZDate(at, zone), 'yyyy-MM-dd');
}

/** When a day in London, `yyyy-MM-dd`, begins, or the day so many days later. */
export function londonMidnight(day: string, daysLater = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date + daysLater, zone).getTime());
}
