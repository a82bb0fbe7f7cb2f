export { may, type Action, type Actor, type Person, type Role } from './model.ts';
