'use server';

import { defineAction } from '#lib/web/define-action.ts';
import { startRunInEnvironment } from '../sync/commands.ts';

export const startRunAction = defineAction(startRunInEnvironment);
