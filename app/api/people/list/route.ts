import { listPeople } from '#lib/access/index.ts';
import { queryRouteIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteIn(wholeConsole, ({ world, actor }) => listPeople(world, actor));
