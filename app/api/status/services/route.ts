import { getStatus, StatusInput } from '#lib/status/index.ts';
import { done, queryRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteWithIn(wholeConsole, StatusInput, async ({ world }, { time }) =>
  done(await getStatus(world, time)),
);
