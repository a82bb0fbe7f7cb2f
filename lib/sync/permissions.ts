import type { Permission } from '#lib/access/model.ts';

export const startSync: Permission = {
  action: 'sync.start',
  from: 'operator',
  says: 'start a sync',
  requiresReasonInProduction: true,
};

export const cancelSync: Permission = {
  action: 'sync.cancel',
  from: 'operator',
  says: 'cancel a sync',
  requiresReasonInProduction: true,
};

export const syncPermissions: readonly Permission[] = [startSync, cancelSync];
