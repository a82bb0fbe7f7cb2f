import { decode, encode } from 'next-auth/jwt';
import { sessionHours } from '#lib/access/index.ts';
import { webRuntime } from './runtime.ts';

export const sessionSeconds = sessionHours * 60 * 60;

export const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:');

/** next-auth's own name for it, so that its routes and ours share one session. */
export function sessionCookieName(baseUrl: string): string {
  return `${isSecure(baseUrl) ? '__Secure-' : ''}next-auth.session-token`;
}

/**
 * Set and cleared alike: a browser leaves a `__Secure-` cookie as it is where the answer that
 * clears it lacks `Secure`.
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

/** The cookie carries the id of a session and nothing else. */
export async function sealSession(session: string): Promise<string> {
  return encode({
    token: { sub: session },
    secret: webRuntime().sessionSecret,
    maxAge: sessionSeconds,
  });
}

/** The session as it was sealed; null when the token is forged, cut or too old. */
export async function openSession(token: string): Promise<string | null> {
  try {
    const claims = await decode({ token, secret: webRuntime().sessionSecret });
    return claims?.sub ?? null;
  } catch {
    return null;
  }
}
