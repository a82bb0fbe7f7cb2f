import { listSchema } from '#lib/kernel/list.ts';
import { listRuns, runList } from '#lib/sync/index.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

export const GET = queryRouteWith(listSchema(runList), ({ world }, request) =>
  listRuns(world, request),
);
