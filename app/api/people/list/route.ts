import { listPeople } from '#lib/access/index.ts';
import { queryRoute } from '#lib/web/routes.ts';

export const GET = queryRoute(({ world, actor }) => listPeople(world, actor));
