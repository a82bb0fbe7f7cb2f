import { reachQuestion, showReach } from '#lib/inventory/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { queryRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteWithIn(
  wholeConsole,
  reachQuestion,
  inTurn(({ world }, question) => showReach(world, question)),
);
