import { previewRemove, PreviewUnexpected } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { askedSeldom } from '#lib/web/ask-limit.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

/** What removing an alias takes away; the search engine itself is asked. */
export const GET = queryRouteWith(
  PreviewUnexpected,
  askedSeldom(async ({ world }, { alias }) => previewRemove(world, await contractOf(world), alias)),
);
