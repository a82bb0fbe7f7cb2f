import { tryList, TryList } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

export const GET = queryRouteWith(TryList, async ({ world }, input) =>
  tryList(world, await contractOf(world), input),
);
