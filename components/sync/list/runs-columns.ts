/**
 * The columns that may be hidden, in the order of the table. Run and Outcome say which run a line
 * is, and stay.
 */
export const runColumns = [
  'started',
  'took',
  'by',
  'reason',
  'written',
  'quarantined',
  'conflicts',
  'rejected',
  'dead',
] as const;
export type RunColumn = (typeof runColumns)[number];

export const columnWords: Readonly<Record<RunColumn, string>> = {
  started: 'Started',
  took: 'Took',
  by: 'By',
  reason: 'Reason',
  written: 'Written',
  quarantined: 'Quarantined',
  conflicts: 'Conflicts',
  rejected: 'Rejected',
  dead: 'Dead',
};

/** In the order of the table and each once, whatever an address says. */
export const inOrder = (columns: readonly RunColumn[]): RunColumn[] =>
  runColumns.filter((column) => columns.includes(column));
