import { startRun, StartRun } from '#lib/sync/index.ts';
import { accept } from '#lib/web/routes.ts';

export const POST = accept({ name: 'sync.start', input: StartRun, run: startRun });
