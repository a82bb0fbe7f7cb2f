import { showRun } from '#lib/sync/index.ts';
import { queryRoute } from '#lib/web/routes.ts';

export const GET = queryRoute(({ world, params }) => showRun(world, params['run'] ?? ''));
