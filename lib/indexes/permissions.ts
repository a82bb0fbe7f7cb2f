import type { Permission } from '#lib/access/model.ts';

export const repairIndexes: Permission = {
  action: 'indexes.repair',
  from: 'operator',
  says: 'repair an alias',
  requiresReasonInProduction: true,
};

export const indexesPermissions: readonly Permission[] = [repairIndexes];
