import { decode } from 'next-auth/jwt';
import { webRuntime } from './runtime.ts';

export const isSecure = (baseUrl: string): boolean => baseUrl.startsWith('https:');

/**
 * Over https by a name that no other host of the domain can set a cookie by, which a browser takes
 * for this host and the whole of it alone.
 */
const cookieName = (baseUrl: string, name: string): string =>
  `${isSecure(baseUrl) ? '__Host-' : ''}next-auth.${name}`;

export const sessionCookieName = (baseUrl: string): string => cookieName(baseUrl, 'session-token');

/** In which next-auth keeps where to go on. */
export const wayOnCookieName = (baseUrl: string): string => cookieName(baseUrl, 'callback-url');

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
