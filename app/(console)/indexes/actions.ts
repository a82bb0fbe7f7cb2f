'use server';

import { defineAction } from '#lib/web/define-action.ts';
import {
  acceptAliasInEnvironment,
  adoptIndexInEnvironment,
  editContractInEnvironment,
  removeAliasInEnvironment,
  noteGenerationInEnvironment,
  repairAliasesInEnvironment,
  resetContractInEnvironment,
  retireGenerationInEnvironment,
  rollBackInEnvironment,
} from './commands.ts';

export const repairAliasesAction = defineAction(repairAliasesInEnvironment);
export const rollBackAction = defineAction(rollBackInEnvironment);
export const retireGenerationAction = defineAction(retireGenerationInEnvironment);
export const noteGenerationAction = defineAction(noteGenerationInEnvironment);
export const adoptIndexAction = defineAction(adoptIndexInEnvironment);
export const editContractAction = defineAction(editContractInEnvironment);
export const resetContractAction = defineAction(resetContractInEnvironment);
export const acceptAliasAction = defineAction(acceptAliasInEnvironment);
export const removeAliasAction = defineAction(removeAliasInEnvironment);
