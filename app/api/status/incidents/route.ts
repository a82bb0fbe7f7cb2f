import { listIncidentsWithSeen } from '#lib/status/index.ts';
import { done, queryRouteIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteIn(wholeConsole, async ({ world }) =>
  done(await listIncidentsWithSeen(world)),
);
