import { getDocuments, ReadDocuments } from '#lib/indexes/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { done, queryRouteWith } from '#lib/web/routes.ts';

export const GET = queryRouteWith(
  ReadDocuments,
  inTurn(async ({ world }, { about, name }) =>
    done(
      await getDocuments(world, about === undefined || name === undefined ? null : { about, name }),
    ),
  ),
);
