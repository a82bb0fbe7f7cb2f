import { showRun } from '#lib/sync/index.ts';
import { answer } from '#lib/web/respond.ts';

export const GET = answer(({ world, params }) => showRun(world, params['run'] ?? ''));
