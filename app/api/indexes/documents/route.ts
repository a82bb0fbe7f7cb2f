import { getDocuments, ReadDocuments } from '#lib/indexes/index.ts';
import { done, queryRouteWith } from '#lib/web/routes.ts';

export const GET = queryRouteWith(ReadDocuments, async ({ world }, { about, name }) =>
  done(
    await getDocuments(world, about === undefined || name === undefined ? null : { about, name }),
  ),
);
