/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import { inEnvironment } from '#lib/kernel/address.ts';
import type { IndexesView, RepairPreview, RollBackPreview } from './model.ts';

export * from './model.ts';
export { adoptIndexes, repairIndexes, retireIndexes, rollBackIndexes } from './permissions.ts';
export { parseIndexName } from './generations/names.ts';

export const indexesQuery = (environment: string) =>
  queryOptions({
    queryKey: ['indexes', 'overview', environment],
    queryFn: ({ signal }) =>
      getJson<IndexesView>(inEnvironment('/api/indexes/overview', environment), signal),
    refetchInterval: intervalMsOf.warm,
  });

const aliasIn = (alias: string | null): string =>
  alias === null ? '' : `?${new URLSearchParams({ alias }).toString()}`;

/** Read anew whenever it is wanted: a preview is of now. */
export const repairPreviewQuery = (environment: string, alias: string | null) =>
  queryOptions({
    queryKey: ['indexes', 'repair-preview', environment, alias],
    queryFn: ({ signal }) =>
      getJson<RepairPreview>(
        inEnvironment(`/api/indexes/repair-preview${aliasIn(alias)}`, environment),
        signal,
      ),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const rollBackPreviewQuery = (environment: string, to: string) =>
  queryOptions({
    queryKey: ['indexes', 'roll-back-preview', environment, to],
    queryFn: ({ signal }) =>
      getJson<RollBackPreview>(
        inEnvironment(
          `/api/indexes/roll-back-preview?${new URLSearchParams({ to }).toString()}`,
          environment,
        ),
        signal,
      ),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
