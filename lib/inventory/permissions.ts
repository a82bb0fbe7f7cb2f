import type { Permission } from '#lib/access/model.ts';

/** That a transition of blue and green was made, or what was found of an environment. */
export const recordTransitions: Permission = {
  action: 'inventory.record-transition',
  from: 'operator',
  says: 'record what is done to an environment',
};

/** What is said of estates, environments and components. */
export const changeInventory: Permission = {
  action: 'inventory.change',
  from: 'operator',
  says: 'change the inventory',
};

/** What an import says is there; declared facts stay as they are. */
export const importObserved: Permission = {
  action: 'inventory.observe',
  from: 'operator',
  says: 'import what was observed',
};

/** Declared takes what was observed. */
export const acceptObserved: Permission = {
  action: 'inventory.accept-observed',
  from: 'operator',
  says: 'accept what was observed',
};

/** That a difference is as it should be, or no longer. */
export const knowDifferences: Permission = {
  action: 'inventory.know-difference',
  from: 'operator',
  says: 'mark a difference as known',
};

export const addToInventory: Permission = {
  action: 'inventory.add',
  from: 'operator',
  says: 'change the inventory',
};

export const removeFromInventory: Permission = {
  action: 'inventory.remove',
  from: 'operator',
  says: 'change the inventory',
};

export const undoInventoryChange: Permission = {
  action: 'inventory.undo',
  from: 'operator',
  says: 'change the inventory',
};

/** Who is recorded as being on an IP allow list. */
export const changeAllowLists: Permission = {
  action: 'inventory.change-allow-list',
  from: 'operator',
  says: 'change what is recorded of allow lists',
};

/** To see those that were entered, and to enter one. */
export const seeAllowedAddresses: Permission = {
  action: 'inventory.allowed-addresses',
  from: 'admin',
  says: 'see and enter addresses of allow lists',
};

export const inventoryPermissions: readonly Permission[] = [
  recordTransitions,
  changeInventory,
  importObserved,
  acceptObserved,
  knowDifferences,
  addToInventory,
  removeFromInventory,
  undoInventoryChange,
  changeAllowLists,
  seeAllowedAddresses,
];
