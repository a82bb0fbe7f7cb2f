export { may, roles, type Action, type Actor, type Person, type Role } from './model.ts';
