import { showIncidentWithSeen } from '#lib/status/index.ts';
import { queryRouteIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteIn(wholeConsole, ({ world, params }) =>
  showIncidentWithSeen(world, params['incident'] ?? ''),
);
