import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  actorOf,
  addPerson,
  changePassword,
  signOut,
  systemActor,
  type Role,
} from '#lib/access/index.ts';
import { done, FaultError } from '#lib/kernel/result.ts';
import { localAccessOf } from '#lib/platform/process/local-access.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { value } from '#lib/testing/inventory/inventory-suite.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { ownPassword } from '#lib/testing/processes/running-console.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { largeSenderOf } from './large-sender.ts';
import { consoleWorld, webRuntime } from './runtime.ts';
import { sealSession } from './session-token.ts';
import { signInFrom } from './sign-in-request.ts';

const token = 'a-token-of-tests-that-is-long-enough';
let database: Database;
let restore: () => void;
beforeAll(async () => {
  database = await embeddedDatabase();
  const runtime = webRuntimeOver({ database, environments: ['local'] });
  restore = installRuntime({ ...runtime, localAccess: localAccessOf(token) });
});
afterAll(async () => {
  restore();
  await database.close();
});

const cookieOf = async (session: string): Promise<string> =>
  `next-auth.session-token=${await sealSession(session)}`;

/** With a password of their own, unless `isMade`. */
async function signedIn(role: Role, isMade = false) {
  const email = `${role}-${String(isMade)}@example.org`;
  const { person, password } = value(
    await addPerson(consoleWorld(), systemActor('made'), { email, role }),
  );
  if (!isMade) {
    const { signInPace } = webRuntime();
    const chosen = { current: password, next: ownPassword, again: ownPassword };
    value(await changePassword(consoleWorld(), signInPace, actorOf(person, 'own'), chosen));
  }
  const account = { email, password: isMade ? password : ownPassword };
  const open = async (): Promise<string> =>
    value(await signInFrom(new Headers(), account, 'in')).session;
  return { person, open };
}

it('something large is taken of those alone who are let in, once a person', async () => {
  const { person, open } = await signedIn('operator');
  const [one, another] = [await open(), await open()];
  const sealed = await cookieOf(one);
  const authorization = `Bearer ${token}`;
  expect(await largeSenderOf({ cookie: `a=b; ${sealed}; c=d` })).toEqual(
    done(`person ${person.id}`),
  );
  expect(await largeSenderOf({ cookie: await cookieOf(another) })).toEqual(
    done(`person ${person.id}`),
  );
  expect(await largeSenderOf({ authorization })).toEqual(done('token'));
  for (const headers of [
    {},
    { cookie: 'a=b' },
    { cookie: 'next-auth.session-token=' },
    { cookie: `${sealed.slice(0, -9)}AAAAAAAAA` },
    { cookie: await cookieOf('none') },
    { cookie: sealed, authorization: `Bearer ${'x'.repeat(43)}` },
    { authorization: '' },
  ])
    expect(await largeSenderOf(headers)).toBe(null);
  await signOut(consoleWorld(), one, 'out');
  expect(await largeSenderOf({ cookie: sealed })).toBe(null);
});

it.each([
  ['viewer', false, /^Only operators and admins may send large files\. Your role is viewer\.$/],
  ['support', false, /^Only operators and admins may send large files\. Your role is support\.$/],
  ['admin', true, /^Choose a password of your own first/],
] as const)('nothing large is taken of %s, who may import nothing', async (role, isMade, says) => {
  const { open } = await signedIn(role, isMade);
  const refused = await largeSenderOf({ cookie: await cookieOf(await open()) });
  if (refused?.ok !== false) throw new Error('it is taken');
  expect(refused.fault.kind).toBe('forbidden');
  expect(refused.fault.says).toMatch(says);
});

it('while the database is away it is the command that says so', async () => {
  const runtime = webRuntime();
  const away: Database = {
    ...database,
    answeredWithin: () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'away' })),
  };
  const restoreRuntime = installRuntime({
    ...runtime,
    world: { ...runtime.world, database: away },
  });
  try {
    expect(await largeSenderOf({ cookie: await cookieOf('of-one') })).toEqual(
      done('session of-one'),
    );
  } finally {
    restoreRuntime();
    installRuntime(runtime);
  }
});
