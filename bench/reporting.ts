import type { Cleaning } from './cleaning.ts';

/** What a bench is given, and how it speaks. */
export interface Reporting {
  /** How much there is: trainees of the synthetic population, or components of the inventory. */
  readonly documents: number;
  /** The only part to measure, where a bench has several; null: all of them. */
  readonly only: string | null;
  readonly cleaning: Cleaning;
  /** Progress, for people: to stderr. */
  readonly says: (line: string) => void;
  /** The figures, for people; the first row is the heading. */
  readonly table: (rows: readonly (readonly string[])[]) => void;
  /** The figures are valid, and the command fails. */
  readonly fail: (why: string) => void;
}

/** Milliseconds without fractions. */
export const round = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));

/** Two decimals; null where one of the two is not known. */
export function ratioOf(ms: number | null, floorMs: number | null): number | null {
  return ms === null || floorMs === null || floorMs <= 0
    ? null
    : Math.round((ms / floorMs) * 100) / 100;
}

/** Whether a figure is missing anywhere. */
export function hasGap(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.values(value).some(hasGap);
}

export function printTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
