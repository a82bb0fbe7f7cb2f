'use server';

import { defineAction } from '#lib/web/define-action.ts';
import { repairAliasesInEnvironment } from './commands.ts';

export const repairAliasesAction = defineAction(repairAliasesInEnvironment);
