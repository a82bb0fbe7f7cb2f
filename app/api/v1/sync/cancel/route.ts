import { cancelRun, CancelRun } from '#lib/sync/index.ts';
import { accept } from '#lib/web/routes.ts';

export const POST = accept({ name: 'sync.cancel', input: CancelRun, run: cancelRun });
