import { expect, it } from 'vitest';
import { isBankHoliday } from './bank-holidays.ts';

// https://www.gov.uk/bank-holidays, England and Wales.
const published = [
  ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31'],
  ...['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03'],
  ...['2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28', '2028-01-03', '2028-04-14'],
];

it.each(published)('%s is one', (day) => {
  expect(isBankHoliday(day)).toBe(true);
});

// Of Scotland, of Northern Ireland, and of nobody.
it.each(['2026-01-02', '2026-11-30', '2026-03-17', '2026-12-24', '2026-06-01'])(
  '%s is none',
  (day) => {
    expect(isBankHoliday(day)).toBe(false);
  },
);
