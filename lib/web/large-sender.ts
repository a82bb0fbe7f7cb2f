import type { IncomingHttpHeaders } from 'node:http';
import { bearerOf, isTokenOf } from '#lib/platform/process/token.ts';
import { openSession, sessionCookieName } from './open-session.ts';
import { webRuntime } from './runtime.ts';

/**
 * Who sends something large, as far as its head proves it: whoever shows a token of ours, or a
 * session that we have sealed. Null: somebody whom nothing large is taken from. Whether the session
 * is open is asked with the command.
 */
export async function largeSenderOf({
  authorization,
  cookie = '',
}: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): Promise<string | null> {
  const { localTokenHash, baseUrl } = webRuntime();
  if (authorization !== undefined)
    return isTokenOf(localTokenHash, bearerOf(authorization)) ? 'token' : null;
  const name = `${sessionCookieName(baseUrl)}=`;
  const sealed = cookie.split('; ').find((one) => one.startsWith(name));
  const session = sealed === undefined ? null : await openSession(sealed.slice(name.length));
  return session === null ? null : `session ${session}`;
}
