/** When a run may be ready, as a range with its basis. No estimate is better than a made-up one. */

export interface DurationRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly medianMs: number;
  /** Settled runs considered. */
  readonly basis: number;
  /** How many of them lie inside the range. */
  readonly inside: number;
}

/** With this many runs the fastest and the slowest are left out as accidents. */
const trimFrom = 8;

/** Null under `least` runs. */
export function rangeOf(durationsMs: readonly number[], least = 3): DurationRange | null {
  if (durationsMs.length < least) return null;
  const sorted = [...durationsMs].sort((a, b) => a - b);
  const trimmed = sorted.length >= trimFrom ? sorted.slice(1, -1) : sorted;
  const [fromMs, toMs, medianMs] = [
    trimmed[0],
    trimmed.at(-1),
    sorted[Math.floor(sorted.length / 2)],
  ];
  if (fromMs === undefined || toMs === undefined || medianMs === undefined) return null;
  return {
    fromMs,
    toMs,
    medianMs,
    basis: sorted.length,
    inside: sorted.filter((ms) => ms >= fromMs && ms <= toMs).length,
  };
}

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

/** `startedAt` is ISO 8601. */
export function estimateOf(
  startedAt: string,
  earlierDurationsMs: readonly number[],
  now: Date,
): Estimate {
  const range = rangeOf(earlierDurationsMs);
  if (range === null) return { kind: 'none' };
  const start = new Date(startedAt).getTime();
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
