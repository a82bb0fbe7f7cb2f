import type { IncomingHttpHeaders } from 'node:http';
import { findPersonOfSession } from '#lib/access/index.ts';
import { bearerOf } from '#lib/platform/process/token.ts';
import { sealedSessionIn, openSession } from './open-session.ts';
import { readWithinMs, webRuntime } from './runtime.ts';

/**
 * Who sends something large: whoever shows a token of ours, or the person of an open session,
 * however many sessions they have. Null: somebody whom nothing large is taken from.
 */
export async function largeSenderOf({
  authorization,
  cookie = '',
}: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): Promise<string | null> {
  const { localAccess, world } = webRuntime();
  if (authorization !== undefined)
    return localAccess.isShownBy(bearerOf(authorization)) ? 'token' : null;
  const sealed = sealedSessionIn(cookie);
  const session = sealed === null ? null : await openSession(sealed);
  if (session === null) return null;
  try {
    const person = await world.database.answeredWithin(readWithinMs, () =>
      findPersonOfSession(world, session),
    );
    return person === null ? null : `person ${person.id}`;
  } catch {
    // The command says that the database is away.
    return `session ${session}`;
  }
}
