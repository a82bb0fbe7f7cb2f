import type { Permission } from '#lib/access/model.ts';

export const repairIndexes: Permission = {
  action: 'indexes.repair',
  from: 'operator',
  says: 'repair an alias',
  requiresReasonInProduction: true,
};

export const rollBackIndexes: Permission = {
  action: 'indexes.rollback',
  from: 'operator',
  says: 'roll readers back',
  requiresReasonInProduction: true,
};

export const retireIndexes: Permission = {
  action: 'indexes.retire',
  from: 'operator',
  says: 'retire a generation',
  requiresReasonInProduction: true,
};

export const adoptIndexes: Permission = {
  action: 'indexes.adopt',
  from: 'operator',
  says: 'adopt an index',
  requiresReasonInProduction: true,
};

export const editAliasContract: Permission = {
  action: 'indexes.edit-contract',
  from: 'admin',
  says: 'edit the alias contract',
  requiresReasonInProduction: true,
};

/** Back to the pipeline's own. */
export const resetAliasContract: Permission = {
  action: 'indexes.reset-contract',
  from: 'admin',
  says: 'edit the alias contract',
  requiresReasonInProduction: true,
};

/** A new version of the contract, which names it. */
export const acceptAliases: Permission = {
  action: 'indexes.accept',
  from: 'admin',
  says: 'accept an alias into the contract',
  requiresReasonInProduction: true,
};

/** Of an alias that the contract does not name. */
export const removeAliases: Permission = {
  action: 'indexes.remove-alias',
  from: 'operator',
  says: 'remove an alias',
  requiresReasonInProduction: true,
};

/** It changes nothing that users see. */
export const noteGenerations: Permission = {
  action: 'indexes.note',
  from: 'operator',
  says: 'write a note about a generation',
};

/** It reads two whole indexes and changes nothing. */
export const compareIndexes: Permission = {
  action: 'indexes.compare',
  from: 'operator',
  says: 'compare two generations',
};

export const indexesPermissions: readonly Permission[] = [
  repairIndexes,
  rollBackIndexes,
  retireIndexes,
  adoptIndexes,
  noteGenerations,
  compareIndexes,
  editAliasContract,
  resetAliasContract,
  acceptAliases,
  removeAliases,
];
