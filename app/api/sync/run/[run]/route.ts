import { showRun } from '#lib/sync/index.ts';
import { queryRouteIn } from '#lib/web/routes.ts';
import { environmentWorld } from '#lib/web/runtime.ts';
import { environmentOfRun } from '../../../../(console)/sync/commands.ts';

export const GET = queryRouteIn(
  ({ params }) => environmentWorld(environmentOfRun(params['run'] ?? '')),
  ({ world, params }) => showRun(world, params['run'] ?? ''),
);
