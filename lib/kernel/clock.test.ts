import { expect, it } from 'vitest';
import { londonDate, londonMidnight, londonMoment, londonWallTime } from './clock.ts';

it.each([
  ['2026-01-15', 0, '2026-01-15T00:00:00.000Z'],
  ['2026-07-01', 0, '2026-06-30T23:00:00.000Z'],
  ['2026-03-29', 0, '2026-03-29T00:00:00.000Z'],
  ['2026-03-29', 1, '2026-03-29T23:00:00.000Z'],
  ['2026-10-25', 0, '2026-10-24T23:00:00.000Z'],
  ['2026-10-25', 1, '2026-10-26T00:00:00.000Z'],
  ['2026-12-31', 1, '2027-01-01T00:00:00.000Z'],
  ['2899-12-31', 1, '2900-01-01T00:00:00.000Z'],
])('midnight of %s and %i days is %s', (day, later, at) => {
  expect(londonMidnight(day, later).toISOString()).toBe(at);
  expect(londonDate(londonMidnight(day))).toBe(day);
});

it.each([
  ['2026-11-28T22:00', '2026-11-28T22:00:00.000Z'],
  ['2026-07-01 09:30', '2026-07-01T08:30:00.000Z'],
  // Of a time that is there twice, the first.
  ['2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
  // Clocks go forward over it.
  ['2026-03-29T01:30', null],
  ['2026-02-30T10:00', null],
  ['2026-13-01T10:00', null],
  ['2026-11-28T24:00', null],
  ['2026-11-28', null],
  ['tomorrow', null],
])('clocks show %s at %s', (text, at) => {
  const moment = londonMoment(text);
  expect(moment?.toISOString() ?? null).toBe(at);
  if (moment !== null) expect(londonWallTime(moment)).toBe(text.replace(' ', 'T'));
});
