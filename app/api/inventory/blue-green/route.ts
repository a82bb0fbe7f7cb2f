import { showBlueGreen } from '#lib/inventory/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { queryRouteIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteIn(
  wholeConsole,
  inTurn(({ world }) => showBlueGreen(world)),
);
