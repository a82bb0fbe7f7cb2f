'use server';

import { defineAction } from '#lib/web/define-action.ts';
import { cancelRunInEnvironment, startRunInEnvironment } from './commands.ts';

export const startRunAction = defineAction(startRunInEnvironment);
export const cancelRunAction = defineAction(cancelRunInEnvironment);
