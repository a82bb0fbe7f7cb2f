import { previewRollBack, PreviewRollBack } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { askedSeldom } from '#lib/web/ask-limit.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

/** What a roll back would do now; the search engine itself is asked. */
export const GET = queryRouteWith(
  PreviewRollBack,
  askedSeldom(async ({ world }, { to }) => previewRollBack(world, await contractOf(world), to)),
);
