import { listSchema } from '#lib/kernel/list.ts';
import { listRuns, runList } from '#lib/sync/index.ts';
import { asksForMany, inTurn } from '#lib/web/costly-read.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

export const GET = queryRouteWith(
  listSchema(runList),
  inTurn(({ world }, request) => listRuns(world, request), asksForMany(runList)),
);
