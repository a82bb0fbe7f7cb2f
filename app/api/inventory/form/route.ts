import { formQuestion, showForm, showNewForm } from '#lib/inventory/index.ts';
import { inTurn } from '#lib/web/costly-read.ts';
import { queryRouteWithIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const GET = queryRouteWithIn(
  wholeConsole,
  formQuestion,
  inTurn(({ world }, asked) =>
    'key' in asked ? showForm(world, asked.key) : showNewForm(world, asked),
  ),
);
