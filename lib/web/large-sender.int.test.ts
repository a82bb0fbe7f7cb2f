import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPerson, signOut, systemActor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { localAccessOf } from '#lib/platform/process/local-access.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { value } from '#lib/testing/inventory/inventory-suite.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
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

it('something large is taken of those alone who are let in, once a person', async () => {
  const email = 'viewer@example.org';
  const made = await addPerson(consoleWorld(), systemActor('made'), { email, role: 'viewer' });
  const { password, person } = value(made);
  const open = async (): Promise<string> =>
    value(await signInFrom(new Headers(), { email, password }, 'in')).session;
  const [one, another] = [await open(), await open()];
  const sealed = await cookieOf(one);
  const authorization = `Bearer ${token}`;
  expect(await largeSenderOf({ cookie: `a=b; ${sealed}; c=d` })).toBe(`person ${person.id}`);
  expect(await largeSenderOf({ cookie: await cookieOf(another) })).toBe(`person ${person.id}`);
  expect(await largeSenderOf({ authorization })).toBe('token');
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
    expect(await largeSenderOf({ cookie: await cookieOf('of-one') })).toBe('session of-one');
  } finally {
    restoreRuntime();
    installRuntime(runtime);
  }
});
