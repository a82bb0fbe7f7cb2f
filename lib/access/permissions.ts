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

export const accessPermissions: readonly Permission[] = [
  signInPermission,
  signOutPermission,
  changeOwnPassword,
  managePeople,
];
