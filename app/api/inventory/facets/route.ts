import { countFacets, itemList } from '#lib/inventory/index.ts';
import { listSchema } from '#lib/kernel/list.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { queryRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteWithIn(
  wholeConsole,
  listSchema(itemList),
  inTurn(({ world }, request) => countFacets(world, request)),
);
