export { actorOf, localActor, anonymousActor, systemActor } from './actors.ts';
export {
  audited,
  auditedEffect,
  mayBegin,
  type AccessWorld,
  type AuditedCommand,
} from './audited.ts';
export { changePassword } from './change-password.ts';
export {
  ChangeRole,
  changePersonRole,
  disableAccount,
  enableAccount,
  NamePerson,
  resetAccount,
} from './change-person.ts';
export { ChangePassword } from './credentials.ts';
export { hasOwnPassword, may } from './model.ts';
export type { ActedOn, Actor, Outcome, Permission, Person, Role } from './model.ts';
export {
  accessPermissions,
  changeOwnPassword,
  changeRole,
  disablePerson,
  enablePerson,
  managePeople,
  readPermission,
  resetPassword,
  signInPermission,
  signOutPermission,
  writePermission,
} from './permissions.ts';
export {
  AddPerson,
  addPerson,
  firstAdmin,
  listPeople,
  stillOpens,
  type NewAccount,
} from './people.ts';
export { recordOutcome } from './record-outcome.ts';
export { recordRefusal } from './record-refusal.ts';
export { admitRefusal, refusedOutcome, withLeftOut } from './refusal-limit.ts';
export { accessVariables } from './env.ts';
export { findPersonOfSession, signOut } from './sessions.ts';
export { sessionHours } from './session-store.ts';
export { signIn, type SignedIn } from './sign-in.ts';
export { findBegun, listUnended, type UnendedAttempt } from './store.ts';
export { paceSignIns, type SignInPace } from './sign-in-pace.ts';
