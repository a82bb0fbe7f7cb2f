import type { IncomingHttpHeaders } from 'node:http';
import { actorOf, findPersonOfSession, may } from '#lib/access/index.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import { bearerOf } from '#lib/platform/process/token.ts';
import { sendFiles } from './files-taken.ts';
import { sealedSessionIn, openSession } from './open-session.ts';
import { readWithinMs, webRuntime } from './runtime.ts';

/**
 * Who sends something large: whoever shows a token of ours, or the person of an open session,
 * however many sessions they have. Null: nobody whom we know; `forbidden`: somebody whom nothing
 * large is taken from.
 */
export async function largeSenderOf({
  authorization,
  cookie = '',
}: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): Promise<Result<string> | null> {
  const { localAccess, world } = webRuntime();
  if (authorization !== undefined)
    return localAccess.isShownBy(bearerOf(authorization)) ? done('token') : null;
  const sealed = sealedSessionIn(cookie);
  const session = sealed === null ? null : await openSession(sealed);
  if (session === null) return null;
  try {
    const person = await world.database.answeredWithin(readWithinMs, () =>
      findPersonOfSession(world, session),
    );
    if (person === null) return null;
    const allowed = may(actorOf(person, ''), sendFiles, null);
    return allowed.ok ? done(`person ${person.id}`) : allowed;
  } catch {
    // The command says that the database is away.
    return done(`session ${session}`);
  }
}
