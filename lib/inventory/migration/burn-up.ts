/** How far how many items were over time, from the history of what was recorded. Pure. */
import { isMoved, recordedStatuses, type RecordedStatus } from './migration-item.ts';

/** An item came, went, or got further or back. */
export interface StatusChange {
  /** What was decided together. */
  readonly batch: string;
  /** ISO 8601. */
  readonly at: string;
  /** Null: it was not there, or is no more. */
  readonly from: RecordedStatus | null;
  readonly to: RecordedStatus | null;
}

export interface BurnUpPoint {
  readonly at: string;
  readonly total: number;
  /** Cut over or decommissioned. */
  readonly moved: number;
  readonly counts: Readonly<Record<RecordedStatus, number>>;
}

const noCounts = (): Record<RecordedStatus, number> => ({
  'cut over': 0,
  decommissioned: 0,
  'parallel run': 0,
  'not started': 0,
  'not-recorded': 0,
  'not-applicable': 0,
  none: 0,
});

export function countStatuses(
  of: readonly RecordedStatus[],
): Readonly<Record<RecordedStatus, number>> {
  const counts = noCounts();
  for (const status of of) counts[status] += 1;
  return counts;
}

const sumOf = (
  counts: Readonly<Record<RecordedStatus, number>>,
  which: (one: RecordedStatus) => boolean,
) => recordedStatuses.filter(which).reduce((sum, status) => sum + counts[status], 0);

/** A point after each decision, the oldest first; `changes` are in that order too. */
export function burnUp(changes: readonly StatusChange[]): BurnUpPoint[] {
  const counts = noCounts();
  const points = new Map<string, BurnUpPoint>();
  for (const { batch, at, from, to } of changes) {
    if (from !== null) counts[from] -= 1;
    if (to !== null) counts[to] += 1;
    points.delete(batch);
    points.set(batch, {
      at,
      total: sumOf(counts, () => true),
      moved: sumOf(counts, isMoved),
      counts: { ...counts },
    });
  }
  return [...points.values()];
}
