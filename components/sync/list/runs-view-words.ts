import type { RunSort, RunState } from '#lib/sync/client.ts';
import { runColumns, type RunColumn } from './runs-columns.ts';
import { runStateStyle } from '../state-words.ts';

/** What of the list a view names: filter, order and columns; not the page. */
export interface RunsView {
  readonly state: RunState | null;
  readonly sort: RunSort;
  readonly columns: readonly RunColumn[];
}

export const sortWords: Readonly<Record<RunSort, string>> = {
  newest: 'newest first',
  oldest: 'oldest first',
  longest: 'longest first',
  shortest: 'shortest first',
};

/** The columns that the list can be ordered by: largest first, then smallest first. */
export const sortsOf: Readonly<Partial<Record<RunColumn, readonly [down: RunSort, up: RunSort]>>> =
  {
    started: ['newest', 'oldest'],
    took: ['longest', 'shortest'],
  };

/** Whether an order other than the usual one is on and no column in sight tells so. */
export const isSortHidden = ({ sort, columns }: Pick<RunsView, 'sort' | 'columns'>): boolean =>
  sort !== 'newest' && !columns.some((column) => sortsOf[column]?.includes(sort));

const alwaysShown = 2;

/** A view in words: "Failed, newest first, 8 of 11 columns". */
export function viewWords({ state, sort, columns }: RunsView): string {
  const all = runColumns.length + alwaysShown;
  return [
    state === null ? 'All outcomes' : runStateStyle(state).word,
    sortWords[sort],
    columns.length === runColumns.length
      ? 'all columns'
      : `${columns.length + alwaysShown} of ${all} columns`,
  ].join(', ');
}
