import type { IncomingHttpHeaders } from 'node:http';
import { bearerOf, isTokenOf } from '#lib/platform/process/token.ts';
import { sealedSessionIn, openSession } from './open-session.ts';
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
  const { localTokenHash } = webRuntime();
  if (authorization !== undefined)
    return isTokenOf(localTokenHash, bearerOf(authorization)) ? 'token' : null;
  const sealed = sealedSessionIn(cookie);
  const session = sealed === null ? null : await openSession(sealed);
  return session === null ? null : `session ${session}`;
}
