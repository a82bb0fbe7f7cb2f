import { decode } from 'next-auth/jwt';
import { webRuntime } from './runtime.ts';

export const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:');

/** next-auth's own name for it, so that its routes and ours share one session. */
export function sessionCookieName(baseUrl: string): string {
  return `${isSecure(baseUrl) ? '__Secure-' : ''}next-auth.session-token`;
}

/** The session cookie among all that a request carries, still sealed; null: there is none. */
export function sealedSessionIn(cookies: string): string | null {
  const name = `${sessionCookieName(webRuntime().baseUrl)}=`;
  const own = cookies.split('; ').find((one) => one.startsWith(name));
  return own?.slice(name.length) ?? null;
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
