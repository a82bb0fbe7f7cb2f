export { actorOf, localActor, nobody, systemActor } from './actors.ts';
export { attempt, type AccessWorld, type Attempt } from './attempt.ts';
export { ChangePassword, changePassword } from './change-password.ts';
export type { Action, Actor, Outcome, Person, Role } from './model.ts';
export { AddPerson, addPerson, firstAdmin, listPeople, type NewAccount } from './people.ts';
export { rememberRefusal } from './remember-refusal.ts';
export { findPersonOfSession } from './sessions.ts';
export { signIn, type SignedIn } from './sign-in.ts';
export { limitStrangers, type StrangerLimit } from './strangers.ts';
