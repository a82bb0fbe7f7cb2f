import type { Permission } from './model.ts';

/** What a person does with their own account, and what admins do with those of others. */
export const signInPermission: Permission = {
  action: 'access.sign-in',
  from: 'viewer',
  says: 'sign in',
};

export const signOutPermission: Permission = {
  action: 'access.sign-out',
  from: 'viewer',
  says: 'sign out',
  needsNoOwnPassword: true,
};

export const changeOwnPassword: Permission = {
  action: 'access.change-password',
  from: 'viewer',
  says: 'change their password',
  needsNoOwnPassword: true,
};

export const managePeople: Permission = {
  action: 'people.manage',
  from: 'admin',
  says: 'manage people and roles',
};

export const changeRole: Permission = {
  action: 'people.change-role',
  from: 'admin',
  says: 'give people another role',
};

export const disablePerson: Permission = {
  action: 'people.disable',
  from: 'admin',
  says: 'disable accounts',
};

export const enablePerson: Permission = {
  action: 'people.enable',
  from: 'admin',
  says: 'enable accounts',
};

export const resetPassword: Permission = {
  action: 'people.reset',
  from: 'admin',
  says: 'make new passwords for people',
};

/** Every read that is refused, in the audit; what a page may show has permissions of its own. */
export const readPermission: Permission = {
  action: 'access.read',
  from: 'viewer',
  says: 'read',
};

/** Every write that is refused before its action is known: by where it comes from, or unread. */
export const writePermission: Permission = {
  action: 'access.write',
  from: 'viewer',
  says: 'send forms',
};

export const accessPermissions: readonly Permission[] = [
  signInPermission,
  signOutPermission,
  readPermission,
  writePermission,
  changeOwnPassword,
  managePeople,
  changeRole,
  disablePerson,
  enablePerson,
  resetPassword,
];
