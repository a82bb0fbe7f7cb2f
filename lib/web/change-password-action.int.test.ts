import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { findPersonOfSession } from '#lib/access/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { cookies, receiveRequest } from '#lib/testing/web/next-request.ts';
import { signedInAdmin } from '#lib/testing/web/signed-in.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { changePasswordByForm, choosePasswordByForm } from './change-password-action.ts';
import { consoleWorld } from './runtime.ts';
import { openSession, sessionCookieName } from './open-session.ts';

vi.mock('next/headers', () => import('#lib/testing/web/next-request.ts'));
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }));

const origin = 'http://localhost:3000';
const next = 'correct horse battery';
let database: Database;
let restore: () => void;
let account: Awaited<ReturnType<typeof signedInAdmin>>;

beforeAll(async () => {
  database = await embeddedDatabase();
  restore = installRuntime(webRuntimeOver({ database, environments: ['local'] }));
  account = await signedInAdmin();
});
afterAll(async () => {
  restore();
  await database.close();
});

const formOf = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
/** Whose session the browser now has. */
async function personOfCookie(): Promise<string | undefined> {
  const token = (await cookies()).get(sessionCookieName(origin))?.value ?? '';
  const session = await openSession(token);
  return session === null ? undefined : (await findPersonOfSession(consoleWorld(), session))?.email;
}

it('refuses a wrong password beside its field, and the session goes on', async () => {
  receiveRequest({ cookie: account.cookie, origin });
  const refused = await choosePasswordByForm(
    null,
    formOf({ current: 'not it', next, again: next, to: '/sync' }),
  );
  expect(refused).toMatchObject({
    ok: false,
    fault: { kind: 'forbidden', fields: { current: 'The current password is wrong.' } },
  });
  expect(JSON.stringify(refused)).not.toContain(next);
  expect(await personOfCookie()).toBe(account.email);
});

it('goes on under the new password to the page that was wanted, in a new session', async () => {
  receiveRequest({ cookie: account.cookie, origin });
  const form = formOf({ current: account.password, next, again: next, to: '/sync?state=failed' });
  await expect(choosePasswordByForm(null, form)).rejects.toHaveProperty(
    'digest',
    expect.stringContaining(';/sync?state=failed;'),
  );
  expect(await personOfCookie()).toBe(account.email);
  const kept = `${sessionCookieName(origin)}=${
    (await cookies()).get(sessionCookieName(origin))?.value ?? ''
  }`;
  expect(kept).not.toBe(account.cookie);

  // The one before has ended.
  receiveRequest({ cookie: account.cookie, origin });
  expect(await personOfCookie()).toBeUndefined();
  const input = { current: next, next: 'rivers under the moss', again: 'rivers under the moss' };
  expect(await changePasswordByForm(null, input)).toMatchObject({
    ok: false,
    fault: { detail: { signedOut: true } },
  });

  receiveRequest({ cookie: kept, origin });
  expect(await changePasswordByForm(null, input)).toMatchObject({ ok: true, value: null });
});
