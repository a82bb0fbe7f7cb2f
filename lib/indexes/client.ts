/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson, getJsonLines, postJson } from '#lib/kernel/get-json.ts';
import { FaultError, isUnderWay } from '#lib/kernel/result.ts';
import { inEnvironment } from '#lib/kernel/address.ts';
import type { Both, ComparisonEvent } from './compare/comparison.ts';
import type { CountedSeries, DocumentsView, SeenView } from './counts/model.ts';
import type { ClusterHealthView } from './health/model.ts';
import type {
  AcceptPreview,
  ContractPreview,
  ContractView,
  RemovePreview,
} from './contract-edit/model.ts';
import type { IndexesView, ListTrial, RepairPreview, RollBackPreview } from './model.ts';

export * from './compare/comparison.ts';
export type * from './counts/model.ts';
export type * from './health/model.ts';
export * from './contract-edit/model.ts';
export * from './generations/model.ts';
export * from './model.ts';
export {
  acceptAliases,
  adoptIndexes,
  compareIndexes,
  editAliasContract,
  noteGenerations,
  removeAliases,
  repairIndexes,
  retireIndexes,
  rollBackIndexes,
} from './permissions.ts';
export { isMoveOn, parseIndexName } from './generations/names.ts';
export { keptAsWayBack, stillRead, wayBackOfFamily } from './generations/why-kept.ts';

export const indexesQuery = (environment: string) =>
  queryOptions({
    queryKey: ['indexes', 'overview', environment],
    queryFn: ({ signal }) =>
      getJson<IndexesView>(inEnvironment('/api/indexes/overview', environment), signal),
    refetchInterval: intervalMsOf.warm,
  });

export const clusterQuery = (environment: string) =>
  queryOptions({
    queryKey: ['indexes', 'cluster', environment],
    queryFn: ({ signal }) =>
      getJson<ClusterHealthView>(inEnvironment('/api/indexes/cluster', environment), signal),
    refetchInterval: intervalMsOf.warm,
  });

export const seenQuery = (environment: string) =>
  queryOptions({
    queryKey: ['indexes', 'seen', environment],
    queryFn: ({ signal }) =>
      getJson<SeenView>(inEnvironment('/api/indexes/seen', environment), signal),
    refetchInterval: ({ state: { error } }) =>
      error instanceof FaultError && isUnderWay(error.fault)
        ? intervalMsOf.live
        : intervalMsOf.cold,
  });

export const documentsQuery = (environment: string, of: CountedSeries | null) =>
  queryOptions({
    queryKey: ['indexes', 'documents', environment, of],
    queryFn: ({ signal }) => {
      const search = of === null ? '' : `?${new URLSearchParams({ ...of }).toString()}`;
      const address = inEnvironment(`/api/indexes/documents${search}`, environment);
      return getJson<DocumentsView>(address, signal);
    },
    // Another choice is shown when it is there; nothing of another environment ever is.
    placeholderData: (before) => (before?.environment === environment ? before : undefined),
    refetchInterval: intervalMsOf.cold,
  });

export const tryListQuery = (environment: string, list: string, body: string) =>
  queryOptions({
    queryKey: ['indexes', 'try-list', environment, list, body],
    queryFn: ({ signal }) =>
      getJson<ListTrial>(
        inEnvironment(
          `/api/indexes/try-list?${new URLSearchParams({ list, body }).toString()}`,
          environment,
        ),
        signal,
      ),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

const aliasIn = (alias: string | null): string =>
  alias === null ? '' : `?${new URLSearchParams({ alias }).toString()}`;

/** What a command would do now; read once for each opening of its dialog. */
export interface PreviewQuery<T> {
  readonly queryKey: readonly string[];
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<T>;
}

export const repairPreviewQuery = (
  environment: string,
  alias: string | null,
): PreviewQuery<RepairPreview> => ({
  queryKey: ['indexes', 'repair-preview', environment, alias ?? ''],
  queryFn: ({ signal }) =>
    getJson(inEnvironment(`/api/indexes/repair-preview${aliasIn(alias)}`, environment), signal),
});

export const rollBackPreviewQuery = (
  environment: string,
  to: string,
): PreviewQuery<RollBackPreview> => ({
  queryKey: ['indexes', 'roll-back-preview', environment, to],
  queryFn: ({ signal }) =>
    getJson(
      inEnvironment(
        `/api/indexes/roll-back-preview?${new URLSearchParams({ to }).toString()}`,
        environment,
      ),
      signal,
    ),
});

const unexpectedPreviewQuery =
  <T>(what: 'accept' | 'remove') =>
  (environment: string, alias: string): PreviewQuery<T> => ({
    queryKey: ['indexes', `${what}-preview`, environment, alias],
    queryFn: ({ signal }) =>
      getJson(inEnvironment(`/api/indexes/${what}-preview${aliasIn(alias)}`, environment), signal),
  });

export const acceptPreviewQuery = unexpectedPreviewQuery<AcceptPreview>('accept');
export const removePreviewQuery = unexpectedPreviewQuery<RemovePreview>('remove');

/** What a text would change; null: the pipeline's own contract. */
export const contractPreviewQuery = (
  environment: string,
  { text, version }: { readonly text: string | null; readonly version?: number },
): PreviewQuery<ContractPreview> => ({
  queryKey: ['indexes', 'contract-preview', environment],
  queryFn: ({ signal }) =>
    postJson(
      '/api/v1/indexes/preview-contract',
      { environment, ...(text !== null && { text }), version },
      signal,
    ),
});

export const contractQuery = (environment: string) =>
  queryOptions({
    queryKey: ['indexes', 'contract', environment],
    queryFn: ({ signal }) =>
      getJson<ContractView>(inEnvironment('/api/indexes/contract', environment), signal),
    refetchInterval: intervalMsOf.warm,
  });

/** Compares two indexes of one family; what is said meanwhile, the result last. */
export const compareEvents = (
  environment: string,
  { a, b }: Both<string>,
  signal: AbortSignal,
): AsyncGenerator<ComparisonEvent, void, undefined> =>
  getJsonLines(
    inEnvironment(`/api/indexes/compare?${new URLSearchParams({ a, b }).toString()}`, environment),
    signal,
  );
