import {
  addItem,
  AddItem,
  addToInventory,
  changeInventory,
  editItem,
  EditItem,
  removeFromInventory,
  removeItem,
  RemoveItem,
  undoChange,
  UndoChange,
  undoInventoryChange,
} from '#lib/inventory/index.ts';
import { done } from '#lib/kernel/result.ts';
import { consoleWorld } from '#lib/web/runtime.ts';

/** All environments share one inventory. */
const worldOf = () => done(consoleWorld());

/** The commands of the inventory as actions and routes offer them. */
export const editInventory = {
  permission: changeInventory,
  input: EditItem,
  worldOf,
  run: editItem,
};

export const addToInventoryCommand = {
  permission: addToInventory,
  input: AddItem,
  worldOf,
  run: addItem,
};

export const removeFromInventoryCommand = {
  permission: removeFromInventory,
  input: RemoveItem,
  worldOf,
  run: removeItem,
};

export const undoInInventory = {
  permission: undoInventoryChange,
  input: UndoChange,
  worldOf,
  run: undoChange,
};
