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
  compareIndexes,
];
