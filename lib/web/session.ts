import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import {
  actorOf,
  findPersonOfSession,
  localActor,
  signOut,
  type Actor,
  type Person,
} from '#lib/access/index.ts';
import { wayBackTo } from '#lib/kernel/way-back.ts';
import { bearerOf } from '#lib/platform/process/token.ts';
import { addressHeader, clientAddress, requestIdOf } from './request-headers.ts';
import { readWithinMs, webRuntime } from './runtime.ts';
import { openSession, sessionCookieName } from './open-session.ts';
import { sealSession, sessionCookie, sessionSeconds } from './session-token.ts';

/** The session of the cookie, open or not; null: there is none. */
async function ownSession(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName(webRuntime().baseUrl))?.value;
  return token === undefined ? null : openSession(token);
}

/** Who is signed in, read afresh for every request. Null: nobody. */
const signedInPerson = cache(async (): Promise<Person | null> => {
  const session = await ownSession();
  if (session === null) return null;
  const { world } = webRuntime();
  return world.database.answeredWithin(readWithinMs, () => findPersonOfSession(world, session));
});

export async function sessionActor(): Promise<Actor | null> {
  const person = await signedInPerson();
  if (person === null) return null;
  const requestHeaders = await headers();
  return actorOf(person, requestIdOf(requestHeaders), clientAddress(requestHeaders));
}

async function redirectFromHere(page: string, given: Record<string, string> = {}): Promise<never> {
  const back = wayBackTo((await headers()).get(addressHeader) ?? '/');
  const asked = new URLSearchParams({ ...given, ...(back !== null && { to: back }) });
  redirect(asked.size === 0 ? page : `${page}?${asked.toString()}`);
}

/**
 * For what a person may whose password was made for them; else the way to the sign-in page. Whoever
 * has no cookie at all was sent there before.
 */
export async function requireSession(): Promise<Person> {
  return (await signedInPerson()) ?? redirectFromHere('/sign-in', { error: 'SessionEnded' });
}

/** For pages and layouts: the person, or the way to a session and to a password of their own. */
export async function requirePerson(): Promise<Person> {
  const person = await requireSession();
  return person.mustChangePassword ? redirectFromHere('/choose-password') : person;
}

/** Whether whoever asks has a session that this console has sealed; it may have ended since. */
export const hasSealedSession = async (): Promise<boolean> => (await ownSession()) !== null;

export async function isSignedIn(): Promise<boolean> {
  return (await signedInPerson()) !== null;
}

/** Whoever shows a token of ours; null when it is none. */
export function tokenActor(
  authorization: string,
  requestId: string,
  address?: string,
): Actor | null {
  const isLocal = webRuntime().localAccess.isShownBy(bearerOf(authorization));
  return isLocal ? localActor(requestId, address) : null;
}

/** Only in server actions and route handlers. */
export async function keepSession(session: string): Promise<void> {
  const cookie = sessionCookie(webRuntime().baseUrl);
  const value = await sealSession(session);
  (await cookies()).set({ ...cookie, value, maxAge: sessionSeconds });
}

/** Only in server actions and route handlers. */
export async function closeSession(): Promise<void> {
  const { baseUrl, world } = webRuntime();
  const session = await ownSession();
  const requestHeaders = await headers();
  const address = clientAddress(requestHeaders);
  if (session !== null) await signOut(world, session, requestIdOf(requestHeaders), address);
  (await cookies()).set({ ...sessionCookie(baseUrl), value: '', maxAge: 0 });
}
