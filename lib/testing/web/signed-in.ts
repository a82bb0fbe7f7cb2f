import { firstAdmin } from '#lib/access/index.ts';
import { sessionCookieName } from '#lib/web/open-session.ts';
import { sealSession } from '#lib/web/session-token.ts';
import { signInFrom } from '#lib/web/sign-in-request.ts';
import { consoleWorld, webRuntime } from '#lib/web/runtime.ts';

/** The first admin, whose password was made for them, and the cookie of their session. */
export async function signedInAdmin(): Promise<{
  readonly email: string;
  readonly password: string;
  readonly cookie: string;
}> {
  const account = await firstAdmin(consoleWorld(), 'admin@localhost', 'made');
  if (account === null) throw new Error('there are accounts already');
  const signedIn = await signInFrom(new Headers(), account, 'signed-in');
  if (!signedIn.ok) throw new Error(signedIn.fault.says);
  const token = await sealSession(signedIn.value.session);
  return { ...account, cookie: `${sessionCookieName(webRuntime().baseUrl)}=${token}` };
}
