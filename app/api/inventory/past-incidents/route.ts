import { listPastIncidents } from '#lib/inventory/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { done, queryRouteIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteIn(
  wholeConsole,
  inTurn(async ({ world }) => done(await listPastIncidents(world))),
);
