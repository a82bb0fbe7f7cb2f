import { listServices, ServicesInput } from '#lib/status/index.ts';
import { done, queryRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteWithIn(wholeConsole, ServicesInput, async ({ world }, input) =>
  done(await listServices(world, input)),
);
