'use server';

import { defineAction } from '#lib/web/define-action.ts';
import {
  addToInventoryCommand,
  editInventory,
  removeFromInventoryCommand,
  undoInInventory,
} from './commands.ts';

export const editItemAction = defineAction(editInventory);
export const addItemAction = defineAction(addToInventoryCommand);
export const removeItemAction = defineAction(removeFromInventoryCommand);
export const undoChangeAction = defineAction(undoInInventory);
