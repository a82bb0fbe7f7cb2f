/** Ticks of an axis of time, at round London times. */
import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { timeWithSeconds, timeWords } from '#lib/kernel/words/times.ts';

export interface Tick {
  readonly at: Date;
  readonly words: string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
// None is more than three times the one before, so that two ticks fit into whatever is longer.
const withinADay = [
  1_000,
  2_000,
  5_000,
  10_000,
  30_000,
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
];
const days = [1, 2, 4, 7, 14, 28, 56, 91, 182, 365];
const dayMs = 24 * hourMs;

const inLondon = (at: Date): TZDate => new TZDate(at, 'Europe/London');

/** From `from` to `to`, both inside, and at most `most` of them. */
export function timeTicks(from: Date, to: Date, most: number): Tick[] {
  const fits = (stepMs: number): boolean => (to.getTime() - from.getTime()) / stepMs < most;
  const stepMs = withinADay.find(fits);
  const moments =
    stepMs === undefined
      ? byDays(from, to, days.find((n) => fits(n * dayMs)) ?? 730)
      : byTime(from, to, stepMs);
  return moments
    .filter((at) => at >= from && at <= to)
    .map((at) => ({ at, words: wordsOf(at, stepMs ?? dayMs) }));
}

function midnightBefore(at: Date): TZDate {
  const local = inLondon(at);
  local.setHours(0, 0, 0, 0);
  return local;
}

function byTime(from: Date, to: Date, stepMs: number): Date[] {
  const start = midnightBefore(from).getTime();
  const first = start + Math.ceil((from.getTime() - start) / stepMs) * stepMs;
  const many = Math.max(0, Math.floor((to.getTime() - first) / stepMs) + 1);
  return Array.from({ length: many }, (_, i) => new Date(first + i * stepMs));
}

/** A day has 23 or 25 hours twice a year, so midnights are counted by the calendar. */
function byDays(from: Date, to: Date, step: number): Date[] {
  const moments: Date[] = [];
  const local = midnightBefore(from);
  if (local.getTime() < from.getTime()) local.setDate(local.getDate() + 1);
  for (; local.getTime() <= to.getTime(); local.setDate(local.getDate() + step))
    moments.push(new Date(local.getTime()));
  return moments;
}

function wordsOf(at: Date, stepMs: number): string {
  const local = inLondon(at);
  if (stepMs < minuteMs) return timeWithSeconds(at);
  return local.getHours() === 0 && local.getMinutes() === 0
    ? format(local, 'd MMMM')
    : timeWords(at);
}
