export { actorOf, localActor, nobody, systemActor } from './actors.ts';
export { attempt, type AccessWorld, type Attempt } from './audited.ts';
export { ChangePassword, changePassword } from './change-password.ts';
export type { Action, Actor, Outcome, Person, Role } from './model.ts';
export { AddPerson, addPerson, firstAdmin, listPeople, type NewAccount } from './people.ts';
export { rememberRefusal } from './record-refusal.ts';
export { findPersonOfSession } from './sessions.ts';
export { signIn, type SignedIn } from './sign-in.ts';
export { limitStrangers, type StrangerLimit } from './anonymous-limit.ts';
