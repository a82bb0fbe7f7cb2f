import { itemQuestion, showItem } from '#lib/inventory/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { queryRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteWithIn(
  wholeConsole,
  itemQuestion,
  inTurn(({ world }, { key, relations }) => showItem(world, key, relations ?? null)),
);
