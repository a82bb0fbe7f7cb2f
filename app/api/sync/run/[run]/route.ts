import { showRun } from '#lib/sync/index.ts';
import { answer } from '#lib/web/routes.ts';

export const GET = answer(({ world, params }) => showRun(world, params['run'] ?? ''));
