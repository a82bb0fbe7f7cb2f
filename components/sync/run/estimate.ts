/** When a run may be ready, as a range with its basis. No estimate is better than a made-up one. */
import { accountedFor, type PreviousRun, type Stage } from '#lib/sync/client.ts';

export interface DurationRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly medianMs: number;
  /** Settled runs considered. */
  readonly basis: number;
  /** How many of them lie inside the range. */
  readonly inside: number;
}

/** With this many runs the least and the most are left out as accidents. */
const trimFrom = 8;

export interface Spread {
  readonly from: number;
  readonly to: number;
  readonly median: number;
  /** Settled runs considered. */
  readonly basis: number;
}

/** Fewer are accidents, for the start of a run and for the run itself. */
const fewestRuns = 3;
export const needsMoreRuns = 'An estimate needs three settled runs to go by.';

/** What is usual, by what it was in earlier runs; null where they are too few. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length < fewestRuns) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const trimmed = sorted.length >= trimFrom ? sorted.slice(1, -1) : sorted;
  const [from, to, median] = [trimmed[0], trimmed.at(-1), sorted[Math.floor(sorted.length / 2)]];
  if (from === undefined || to === undefined || median === undefined) return null;
  return { from, to, median, basis: sorted.length };
}

/** Null where they are too few. */
export function rangeOf(durationsMs: readonly number[]): DurationRange | null {
  const spread = spreadOf(durationsMs);
  if (spread === null) return null;
  const { from: fromMs, to: toMs, median: medianMs, basis } = spread;
  const inside = durationsMs.filter((ms) => ms >= fromMs && ms <= toMs).length;
  return { fromMs, toMs, medianMs, basis, inside };
}

export const basisWords = ({ basis, inside }: DurationRange): string =>
  `Basis: the last ${basis} settled runs; ${inside === basis ? 'all of them' : inside} fell inside`;

export type Estimate =
  | { readonly kind: 'none' }
  /** All earlier runs were faster than this one already is. */
  | { readonly kind: 'late'; readonly range: DurationRange }
  | {
      readonly kind: 'range';
      readonly range: DurationRange;
      readonly likely: Date;
      readonly from: Date;
      readonly to: Date;
    };

/** A stage that has received all that it did before is not done yet. */
const nearlyAll = 0.98;

/**
 * How far a run has come, 0 to 1, when each of its stages takes as long and receives as much as in
 * the previous run; null where that had other stages, or where nothing of it is known.
 */
export function progressOf(stages: readonly Stage[], previous: PreviousRun | null): number | null {
  let done = 0;
  let whole = 0;
  for (const stage of stages) {
    const before = previous?.stages[stage.name];
    if (before === undefined) return null;
    whole += before.durationMs;
    const isOver = stage.state === 'done' || stage.state === 'skipped';
    const all = stage.expected ?? stage.counted ?? before.received;
    const share = all === 0 ? 0 : Math.min(nearlyAll, accountedFor(stage) / all);
    if (isOver) done += before.durationMs;
    else if (stage.state === 'running') done += before.durationMs * share;
  }
  return whole === 0 ? null : done / whole;
}

/** Under this much progress the pace of a run is an accident. */
const leastProgress = 0.05;

/**
 * `startedAt` is ISO 8601; `progress` is that of `progressOf`. From then on the time left follows
 * from the pace of this run, spread as the earlier ones were.
 */
export function estimateOf(
  startedAt: string,
  earlierDurationsMs: readonly number[],
  now: Date,
  progress: number | null = null,
): Estimate {
  const range = rangeOf(earlierDurationsMs);
  if (range === null) return { kind: 'none' };
  const start = new Date(startedAt).getTime();
  if (progress !== null && progress >= leastProgress) {
    const leftMs = ((now.getTime() - start) * (1 - progress)) / progress;
    const inMs = (ms: number): Date => new Date(now.getTime() + ms);
    return {
      kind: 'range',
      range,
      likely: inMs(leftMs),
      from: inMs((leftMs * range.fromMs) / range.medianMs),
      to: inMs((leftMs * range.toMs) / range.medianMs),
    };
  }
  const at = (ms: number): Date => new Date(Math.max(start + ms, now.getTime()));
  if (now.getTime() > start + range.toMs) return { kind: 'late', range };
  return {
    kind: 'range',
    range,
    likely: at(range.medianMs),
    from: at(range.fromMs),
    to: at(range.toMs),
  };
}
