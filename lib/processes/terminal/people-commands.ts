import type { NewAccount, Person } from '#lib/access/index.ts';
import type { Console } from './console-client.ts';
import { exit, type Outcome } from './outcome.ts';

export async function addPersonCommand(
  console: Console,
  email: string,
  options: { readonly role: string; readonly name?: string },
): Promise<Outcome> {
  const { person, password } = await console.post<NewAccount>('/api/v1/people/add', {
    email,
    ...options,
  });
  return {
    json: { ...person, password },
    says:
      `${person.email} may sign in as ${person.role} with the password ${password} ` +
      '(shown this once).',
    exitCode: exit.done,
  };
}

export async function changeRoleCommand(
  console: Console,
  email: string,
  options: { readonly role: string },
): Promise<Outcome> {
  const person = await console.post<Person>('/api/v1/people/role', { email, ...options });
  const says = `${person.email} is ${person.role} now, and signed out everywhere.`;
  return { json: person, says, exitCode: exit.done };
}

export async function disablePersonCommand(console: Console, email: string): Promise<Outcome> {
  const person = await console.post<Person>('/api/v1/people/disable', { email });
  const says = `${person.email} can no longer sign in, and is signed out everywhere.`;
  return { json: person, says, exitCode: exit.done };
}

export async function enablePersonCommand(console: Console, email: string): Promise<Outcome> {
  const person = await console.post<Person>('/api/v1/people/enable', { email });
  const says = `${person.email} may sign in again as ${person.role}.`;
  return { json: person, says, exitCode: exit.done };
}

export async function resetPersonCommand(console: Console, email: string): Promise<Outcome> {
  const { person, password } = await console.post<NewAccount>('/api/v1/people/reset', { email });
  const says =
    `${person.email} is signed out everywhere. The new password is ${password} ` +
    '(shown this once); another one is chosen with it.';
  return { json: { ...person, password }, says, exitCode: exit.done };
}

export async function listPeopleCommand(console: Console): Promise<Outcome> {
  const people = await console.get<readonly Person[]>('/api/people/list');
  const lines = people.map(
    (person) =>
      `${person.email.padEnd(40)} ${person.role}${person.disabledAt === null ? '' : '  disabled'}`,
  );
  return { json: people, says: lines.join('\n'), exitCode: exit.done };
}
