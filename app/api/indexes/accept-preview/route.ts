import { previewAccept, PreviewUnexpected } from '#lib/indexes/index.ts';
import { contractToChange } from '#lib/sync/index.ts';
import { askedSeldom } from '#lib/web/ask-limit.ts';
import { queryRouteWith } from '#lib/web/routes.ts';
import { consoleWorld } from '#lib/web/runtime.ts';

/** What the contract would say of an alias that it does not name. */
export const GET = queryRouteWith(
  PreviewUnexpected,
  askedSeldom(async ({ world }, { alias }) =>
    previewAccept(world, await contractToChange(consoleWorld(), world), alias),
  ),
);
