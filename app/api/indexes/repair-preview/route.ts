import { previewRepair, PreviewRepair } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { askedSeldom } from '#lib/web/ask-limit.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

/** What a repair would do now; the search engine itself is asked. */
export const GET = queryRouteWith(
  PreviewRepair,
  askedSeldom(async ({ world }, { alias }) => previewRepair(world, await contractOf(world), alias)),
);
