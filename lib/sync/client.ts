/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { inEnvironment } from '#lib/kernel/address.ts';
import { intervalMsOf, nextQuestionMs } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import { listSearch, type Page } from '#lib/kernel/list.ts';
import {
  isEnded,
  type KeptRecord,
  type RunDetail,
  type StartedUnder,
  type StartReadiness,
} from './model.ts';
import { recordList, type RecordListRequest } from './record-list.ts';
import { runList, type ListedRun, type RunListRequest } from './run-list.ts';

export { cancelSync, startSync } from './permissions.ts';
export { editsOfRun } from './edits.ts';
export { accountedFor, isBalanced, sumLedgers } from './ledger.ts';
export * from './model.ts';
export * from './record-list.ts';
export * from './run-list.ts';
export type * from './shell-model.ts';
export { parseRunName, runName, runNameOf } from './run-name.ts';
export { stageStarted, triedAgain, waitOf } from './waits.ts';

/** The list asks as often as a running run changes, and seldom when nothing runs. */
export const runsQuery = (environment: string, request: RunListRequest) =>
  queryOptions({
    queryKey: ['sync', 'runs', environment, request],
    queryFn: ({ signal }) =>
      getJson<Page<ListedRun>>(
        inEnvironment(`/api/sync/runs?${listSearch(runList, request)}`, environment),
        signal,
      ),
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

/** Asked again while the run goes on; afterwards its records change no more. */
export const recordsQuery = (run: string, hasEnded: boolean, request: RecordListRequest) =>
  queryOptions({
    queryKey: ['sync', 'records', run, request],
    queryFn: ({ signal }) =>
      getJson<Page<KeptRecord>>(
        `/api/sync/records/${encodeURIComponent(run)}?${listSearch(recordList, request)}`,
        signal,
      ),
    refetchInterval: hasEnded ? intervalMsOf.cold : intervalMsOf.warm,
  });

/** Asked on every page, since the navigation shows whether something runs. */
export const readinessQuery = (environment: string) =>
  queryOptions({
    queryKey: ['sync', 'readiness', environment],
    queryFn: ({ signal }) =>
      getJson<StartReadiness>(inEnvironment('/api/sync/readiness', environment), signal),
    refetchInterval: intervalMsOf.warm,
  });

/** Asked while it is not known what became of a start. */
export const startedQuery = (environment: string, key: string) =>
  queryOptions({
    queryKey: ['sync', 'started', environment, key],
    queryFn: ({ signal }) =>
      getJson<StartedUnder>(
        inEnvironment(`/api/sync/started?${new URLSearchParams({ key }).toString()}`, environment),
        signal,
      ),
    refetchInterval: intervalMsOf.live,
  });
