import { startRun, StartRun } from '#lib/sync/index.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute({ name: 'sync.start', input: StartRun, run: startRun });
