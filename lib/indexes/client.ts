/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import { inEnvironment } from '#lib/kernel/address.ts';
import type { IndexesView } from './model.ts';

export * from './model.ts';
export { parseIndexName } from './generations/names.ts';

export const indexesQuery = (environment: string) =>
  queryOptions({
    queryKey: ['indexes', 'overview', environment],
    queryFn: ({ signal }) =>
      getJson<IndexesView>(inEnvironment('/api/indexes/overview', environment), signal),
    refetchInterval: intervalMsOf.warm,
  });
