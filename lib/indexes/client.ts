/** The indexes room as a browser may see it. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import type { IndexesView } from './model.ts';

export type * from './model.ts';
export { parseIndexName } from './names.ts';

export const indexesQuery = () =>
  queryOptions({
    queryKey: ['indexes', 'overview'],
    queryFn: ({ signal }) => getJson<IndexesView>('/api/indexes/overview', signal),
    refetchInterval: intervalMsOf.warm,
  });
