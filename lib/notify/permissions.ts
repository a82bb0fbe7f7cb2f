import type { Permission } from '#lib/access/model.ts';

export const sendTestNotice: Permission = {
  action: 'notify.test',
  from: 'operator',
  says: 'send a test notice',
};

export const notifyPermissions: readonly Permission[] = [sendTestNotice];
