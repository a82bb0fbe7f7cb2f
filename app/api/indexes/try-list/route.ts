import { tryList, TryList } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { askedSeldom } from '#lib/web/ask-limit.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

export const GET = queryRouteWith(
  TryList,
  askedSeldom(async ({ world }, input) => tryList(world, await contractOf(world), input)),
);
