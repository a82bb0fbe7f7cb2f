'use server';

import { defineAction } from '#lib/web/define-action.ts';
import {
  adoptIndexInEnvironment,
  repairAliasesInEnvironment,
  retireGenerationInEnvironment,
  rollBackInEnvironment,
} from './commands.ts';

export const repairAliasesAction = defineAction(repairAliasesInEnvironment);
export const rollBackAction = defineAction(rollBackInEnvironment);
export const retireGenerationAction = defineAction(retireGenerationInEnvironment);
export const adoptIndexAction = defineAction(adoptIndexInEnvironment);
