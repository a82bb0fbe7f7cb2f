import { cancelRun, CancelRun } from '#lib/sync/index.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute({ name: 'sync.cancel', input: CancelRun, run: cancelRun });
