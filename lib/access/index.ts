export { actorOf, findActivePerson, localActor, systemActor } from './actors.ts';
export { attempt, type AccessWorld, type Attempt } from './attempt.ts';
export { actions, may, roles, type Action, type Actor, type Outcome, type Person, type Role } from './model.ts';
export { AddPerson, addPerson, firstAdmin, listPeople, type NewAccount } from './people.ts';
export { remember, type Memory } from './remember.ts';
export { signIn } from './sign-in.ts';
