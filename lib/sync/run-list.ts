/** What the list of runs shows of one, and what it may be asked. Pure. */
import { oneOf, someDay, someText, type ListShape, type RequestOf } from '#lib/kernel/list.ts';
import { runStates, type LedBack, type Run, type Wait } from './model.ts';

/**
 * What a run left users without: `none`; `until-swap`: nothing was there to read before its swap;
 * `not-known` while its aliases may be moving, or where it was not seen whether its sync began;
 * `not-counted`: the Integration service emptied what users read. Null: a dry run touches nothing
 * that users read.
 */
export type PagesEmpty = 'none' | 'until-swap' | 'not-known' | 'not-counted';

/** A row of the list: a run, and what the list shows beside it. */
export interface ListedRun extends Run {
  /** In the indexes of its data stages, counted before the swap; null: it did not come so far. */
  readonly documents: number | null;
  /** The run whose documents users read before: settled, not dry, of the same pipeline. */
  readonly before: {
    readonly run: string;
    readonly number: number;
    readonly documents: number;
  } | null;
  readonly pagesEmpty: PagesEmpty | null;
  /** How users left what it built by a roll back; null: they did not, or are there again. */
  readonly ledBack: LedBack | null;
  /**
   * Records written a second, over the whole run in equal parts; null where no samples are kept.
   */
  readonly rates: readonly number[] | null;
  /** Set while it is held up. */
  readonly wait: Wait | null;
}

const runFilters = {
  state: oneOf(runStates),
  dry: oneOf(['yes', 'no']),
  /** Part of the name of who started it. */
  by: someText,
  /** London days, both of them included. */
  from: someDay,
  to: someDay,
  /** Part of the reason, or the run itself: `12`, `run 12`, `local-12`. */
  text: someText,
};

/** What the list of runs may be asked. Runs without a value for an order come last in it. */
export const runList = {
  filters: runFilters,
  sorts: [
    'run',
    'outcome',
    'started',
    'took',
    'by',
    'reason',
    'documents',
    'change',
    'written',
    'quarantined',
    'conflicts',
    'rejected',
    'dead',
    'empty',
    'rate',
  ],
  usual: { column: 'started', direction: 'descending' },
  otherSorts: {
    newest: { column: 'started', direction: 'descending' },
    oldest: { column: 'started', direction: 'ascending' },
    longest: { column: 'took', direction: 'descending' },
    shortest: { column: 'took', direction: 'ascending' },
  },
  pageSize: 25,
  mostAtOnce: 200,
} as const satisfies ListShape;
export type RunListRequest = RequestOf<typeof runList>;
export type RunSort = RunListRequest['sort']['column'];

/** The newest runs, whatever their state. */
export const newestRuns = (limit: number): RunListRequest => ({
  filters: {},
  sort: runList.usual,
  limit,
  offset: 0,
});

/** Those of which pages draw how long each took, whatever a list is filtered by. */
export const drawnRuns: RunListRequest = newestRuns(25);
