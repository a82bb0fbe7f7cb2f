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

const dayMs = 86_400_000;

/** Of a time that is there twice, because clocks go back, the first. */
export function firstOf(at: TZDate, zone: string): number {
  const before = new TZDate(at.getTime() - dayMs, zone);
  const backMs = (at.getTimezoneOffset() - before.getTimezoneOffset()) * 60_000;
  const earlier = new TZDate(at.getTime() - backMs, zone);
  const isTwice =
    backMs > 0 && earlier.getHours() === at.getHours() && earlier.getMinutes() === at.getMinutes();
  return isTwice ? earlier.getTime() : at.getTime();
}

const wallTime = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)$/;

/**
 * The moment at which clocks in London show `2026-11-28T22:00`, the first of two; null: none ever
 * does, because there is no such day, or clocks went forward over it.
 */
export function londonMoment(text: string): Date | null {
  const [, year = 0, month = 0, date = 0, hours = 0, minutes = 0] = (wallTime.exec(text) ?? []).map(
    Number,
  );
  const at = new TZDate(year, month - 1, date, hours, minutes, zone);
  if (Number.isNaN(at.getTime())) return null;
  const shown = format(at, "yyyy-MM-dd'T'HH:mm");
  return shown === text.replace(' ', 'T') ? new Date(firstOf(at, zone)) : null;
}

/** What clocks in London show, `2026-11-28T22:00`. */
export const londonWallTime = (at: Date): string =>
  format(new TZDate(at, zone), "yyyy-MM-dd'T'HH:mm");
