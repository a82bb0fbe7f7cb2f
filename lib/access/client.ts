export { ChangePassword, changePasswordFields, SignIn, signInFields } from './credentials.ts';
export { may, type ActedOn, type Actor, type Permission, type Person, type Role } from './model.ts';
