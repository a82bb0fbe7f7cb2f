/** The sync room as a browser may see it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { inEnvironment } from '#lib/kernel/address.ts';
import { intervalMsOf, nextQuestionMs } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import type { Page } from '#lib/kernel/page.ts';
import {
  isEnded,
  type Run,
  type RunDetail,
  type RunListFilter,
  type StartReadiness,
} from './model.ts';

export { cancelSync, startSync } from './permissions.ts';
export { isBalanced } from './ledger.ts';
export * from './model.ts';
export { parseRunName, runName } from './run-name.ts';

/** Parameters of `/api/sync/runs`, in one order so that equal filters share a cache entry. */
export function runsSearch(environment: string, filter: RunListFilter): string {
  const search = new URLSearchParams({ environment });
  if (filter.state !== undefined) search.set('state', filter.state);
  if (filter.sort !== undefined) search.set('sort', filter.sort);
  search.set('limit', String(filter.limit));
  search.set('offset', String(filter.offset));
  return search.toString();
}

/** The list asks as often as a running run changes, and seldom when nothing runs. */
export const runsQuery = (environment: string, filter: RunListFilter) =>
  queryOptions({
    queryKey: ['sync', 'runs', environment, filter],
    queryFn: ({ signal }) =>
      getJson<Page<Run>>(`/api/sync/runs?${runsSearch(environment, filter)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.rows.some((run) => !isEnded(run.state)) ? intervalMsOf.live : intervalMsOf.warm,
  });

export const runQuery = (run: string) =>
  queryOptions({
    queryKey: ['sync', 'run', run],
    queryFn: ({ signal }) => getJson<RunDetail>(`/api/sync/run/${encodeURIComponent(run)}`, signal),
    refetchInterval: ({ state }) =>
      nextQuestionMs('live', state.data?.run.endedAt ?? null, new Date()),
  });

/** Asked on every page, since the navigation shows whether something runs. */
export const readinessQuery = (environment: string) =>
  queryOptions({
    queryKey: ['sync', 'readiness', environment],
    queryFn: ({ signal }) =>
      getJson<StartReadiness>(inEnvironment('/api/sync/readiness', environment), signal),
    refetchInterval: intervalMsOf.warm,
  });
