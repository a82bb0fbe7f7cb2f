'use server';

import { CancelRun, cancelRun, StartRun, startRun } from '#lib/sync/index.ts';
import { defineAction } from '#lib/web/define-action.ts';

export const startRunAction = defineAction({ name: 'sync.start', input: StartRun, run: startRun });
export const cancelRunAction = defineAction({
  name: 'sync.cancel',
  input: CancelRun,
  run: cancelRun,
});
