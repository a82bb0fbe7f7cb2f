'use server';

import { defineAction } from '#lib/web/define-action.ts';
import { recordMoveInInventory } from './commands.ts';

export const recordMoveAction = defineAction(recordMoveInInventory);
