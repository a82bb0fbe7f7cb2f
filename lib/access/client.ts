export { roles, type Action, type Actor, type Person, type Role } from './model.ts';
export { may } from './policy.ts';
