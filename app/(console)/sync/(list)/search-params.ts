import { createLoader, parseAsInteger, parseAsStringLiteral } from 'nuqs/server';
import { runSorts, runStates, type RunListFilter, type RunSort, type RunState } from '#lib/sync/client.ts';

export const pageSize = 25;

/** The list's part of the address: filter, order and page can be sent to a colleague. */
export const runsParams = {
  state: parseAsStringLiteral(runStates),
  sort: parseAsStringLiteral(runSorts).withDefault('newest'),
  offset: parseAsInteger.withDefault(0),
};

export const loadRunsParams = createLoader(runsParams);

interface RunsParams {
  readonly state: RunState | null;
  readonly sort: RunSort;
  readonly offset: number;
}

export function filterOf({ state, sort, offset }: RunsParams): RunListFilter {
  return { ...(state === null ? {} : { state }), sort, limit: pageSize, offset: Math.max(0, offset) };
}
