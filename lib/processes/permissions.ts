import { accessPermissions, type Permission } from '#lib/access/index.ts';
import { indexesPermissions } from '#lib/indexes/index.ts';
import { inventoryPermissions } from '#lib/inventory/index.ts';
import { notifyPermissions } from '#lib/notify/index.ts';
import { statusPermissions } from '#lib/status/index.ts';
import { syncPermissions } from '#lib/sync/index.ts';

/** All that people may do, in the order of the features that declare it. */
export const allPermissions: readonly Permission[] = [
  ...accessPermissions,
  ...notifyPermissions,
  ...inventoryPermissions,
  ...indexesPermissions,
  ...syncPermissions,
  ...statusPermissions,
];
