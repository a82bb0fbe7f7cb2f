/** The bank holidays of England, as `date-holidays` keeps them; too large for a browser. */
import Holidays from 'date-holidays';

const england = new Holidays('GB', 'ENG');
const byYear = new Map<number, ReadonlySet<string>>();

function daysOf(year: number): ReadonlySet<string> {
  const days =
    byYear.get(year) ??
    new Set(
      england
        .getHolidays(year)
        .filter(({ type }) => type === 'public' || type === 'bank')
        .map(({ date }) => date.slice(0, 10)),
    );
  byYear.set(year, days);
  return days;
}

/** Whether a day of England, `yyyy-MM-dd`, is a bank holiday. */
export const isBankHoliday = (day: string): boolean => daysOf(Number(day.slice(0, 4))).has(day);
