'use server';

import { StartRun, startRun } from '#lib/sync/index.ts';
import { defineAction } from '#lib/web/define-action.ts';

export const startRunAction = defineAction({ name: 'sync.start', input: StartRun, run: startRun });
