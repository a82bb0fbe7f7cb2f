import { encode } from 'next-auth/jwt';
import { sessionHours } from '#lib/access/index.ts';
import { isSecure, sessionCookieName, wayOnCookieName } from './open-session.ts';
import { webRuntime } from './runtime.ts';

export const sessionSeconds = sessionHours * 60 * 60;

/**
 * Set and cleared alike: a browser leaves a `__Host-` cookie as it is where the answer that clears
 * it lacks `Secure`, or has another path.
 */
export function sessionCookie(baseUrl: string) {
  return {
    name: sessionCookieName(baseUrl),
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(baseUrl),
    path: '/',
  } as const;
}

/** For next-auth, so that its routes and ours share one session. */
export function cookiesOfNextAuth(baseUrl: string) {
  const { name, ...options } = sessionCookie(baseUrl);
  return {
    sessionToken: { name, options },
    callbackUrl: { name: wayOnCookieName(baseUrl), options },
  };
}

/** The cookie carries the id of a session and nothing else. */
export async function sealSession(session: string): Promise<string> {
  return encode({
    token: { sub: session },
    secret: webRuntime().sessionSecret,
    maxAge: sessionSeconds,
  });
}
