import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsInteger,
  parseAsStringLiteral,
} from 'nuqs/server';
import { inOrder, runColumns } from '#components/sync/list/runs-columns.ts';
import { viewWords, type RunsView } from '#components/sync/list/runs-view-words.ts';
import {
  runSorts,
  runStates,
  type RunListFilter,
  type RunSort,
  type RunState,
} from '#lib/sync/client.ts';

export const pageSize = 25;

const viewParams = {
  state: parseAsStringLiteral(runStates),
  sort: parseAsStringLiteral(runSorts).withDefault('newest'),
  columns: parseAsArrayOf(parseAsStringLiteral(runColumns)).withDefault([...runColumns]),
};

/** The list's part of the address: filter, order, columns and page can be sent to a colleague. */
export const runsParams = { ...viewParams, offset: parseAsInteger.withDefault(0) };

export const loadRunsParams = createLoader(runsParams);

interface RunsParams {
  readonly state: RunState | null;
  readonly sort: RunSort;
  readonly offset: number;
}

export function filterOf({ state, sort, offset }: RunsParams): RunListFilter {
  return {
    ...(state === null ? {} : { state }),
    sort,
    limit: pageSize,
    offset: Math.max(0, offset),
  };
}

const serialiseView = createSerializer(viewParams);
const loadView = createLoader(viewParams);

/** What a saved view keeps: the address without the page, and without what is as usual. */
export const searchOf = ({ state, sort, columns }: RunsView): string =>
  serialiseView({ state, sort, columns: inOrder(columns) }).replace(/^\?/, '');

/** A kept search as the list understands it: what is unknown counts as not said. */
export function viewOf(search: string): RunsView {
  const { state, sort, columns } = loadView(new URLSearchParams(search));
  return { state, sort, columns: inOrder(columns) };
}

export const wordsOf = (search: string): string => viewWords(viewOf(search));
