import { ServiceInput, showService } from '#lib/status/index.ts';
import { queryRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteWithIn(wholeConsole, ServiceInput, ({ world }, input) =>
  showService(world, input),
);
