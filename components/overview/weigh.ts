import type { Stage } from '#lib/sync/client.ts';
import { movesRecords } from '#components/sync/state-words.ts';

export interface StageSegment {
  readonly stage: Stage;
  /** Percent from the left, and of the width. */
  readonly from: number;
  readonly width: number;
}

/** Wide enough for a name. */
const leastPercent = 12;

/**
 * Widths by records expected; a stage without a count yet, and each of those that existing services
 * run, gets the width of an average one. Together 100.
 */
export function layOutSegments(stages: readonly Stage[]): StageSegment[] {
  const sizes = stages.map((stage) =>
    stage.kind === 'observed'
      ? null
      : movesRecords(stage)
        ? (stage.expected ??
          stage.counted ??
          stage.sent ??
          (stage.received > 0 ? stage.received : null))
        : 0,
  );
  const known = sizes.filter((size) => size !== null && size > 0).map(Number);
  const average =
    known.length === 0 ? 1 : known.reduce((sum, size) => sum + size, 0) / known.length;
  const weights = sizes.map((size) => size ?? average);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const least = Math.min(leastPercent, 100 / Math.max(1, stages.length));
  const spare = 100 - least * stages.length;
  let from = 0;
  return stages.map((stage, i) => {
    const width = least + ((weights[i] ?? 0) / total) * spare;
    const segment = { stage, from, width };
    from += width;
    return segment;
  });
}
