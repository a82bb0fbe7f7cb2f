import { expect, it } from 'vitest';
import { nextQuestionMs } from './freshness.ts';

const end = '2026-11-21T17:00:00.000Z';
const after = (seconds: number) => new Date(new Date(end).getTime() + seconds * 1000);

it('polls at the pace of its class while something lasts', () => {
  expect(nextQuestionMs('live', null, after(0))).toBe(2_000);
  expect(nextQuestionMs('warm', null, after(0))).toBe(15_000);
  expect(nextQuestionMs('cold', null, after(0))).toBe(60_000);
});

it('goes on for two minutes after the end, then stops', () => {
  expect(nextQuestionMs('live', end, after(119))).toBe(2_000);
  expect(nextQuestionMs('live', end, after(121))).toBe(false);
});
