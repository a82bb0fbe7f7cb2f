import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isLoopback } from '#lib/platform/addresses.ts';
import { isAskedHere } from '#lib/platform/http/asked-here.ts';

/** Says that the request names this machine and came through no proxy. */
export const askedHereHeader = 'x-console-asked-here';

export interface ReceivingRules {
  /** How browsers reach this console. */
  readonly baseUrl: string;
  /** How many proxies in front of this process add the address of whoever speaks to them. */
  readonly trustedProxies: number;
}

function clientOf(chain: readonly string[], trustedProxies: number): string {
  return chain.at(-1 - trustedProxies) ?? chain[0] ?? '';
}

/**
 * Leaves of a request's headers nothing that its sender could make up about where it is and where
 * it comes from: host and address are as configured, and the client's address is the one that the
 * outermost trusted proxy has seen. This process speaks http; Next would call itself over https
 * where a header says so.
 */
export function receiveHeaders(
  headers: IncomingHttpHeaders,
  remoteAddress: string,
  { baseUrl, trustedProxies }: ReceivingRules,
): void {
  const isHere = isAskedHere(headers);
  const seen = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const chain = [...seen.map((one) => one.trim()).filter((one) => one !== ''), remoteAddress];
  for (const name of Object.keys(headers))
    if (/^(?:x-console-|x-forwarded-|x-middleware-)/.test(name))
      Reflect.deleteProperty(headers, name);
  const { host } = new URL(baseUrl);
  headers.host = host;
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-proto'] = 'http';
  headers['x-forwarded-for'] = clientOf(chain, trustedProxies).slice(0, 64);
  if (isHere) headers[askedHereHeader] = '1';
}

/** Files of the build, and the icon. */
const file = /^\/(?:_next\/static\/|favicon\.ico(?:\?|$))/;

/** What may be asked of an address; Next fails on what is sent to a file. */
export const allowedMethods = (url: string): readonly string[] =>
  file.test(url) ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST'];

/** A path whose percent signs mean something; Next fails on others. */
export function isReadableAddress(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return url.startsWith('/');
  } catch {
    return false;
  }
}

/**
 * Where a browser on this machine goes on that has named it otherwise (`localhost` for
 * `127.0.0.1`): a form counts by its whole origin. Null: nowhere; programs need no other name.
 */
export function ownAddressOf(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  baseUrl: string,
): string | null {
  // Not what Next asks of itself after a form, with the headers of the form.
  const isOpened = method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  const isPage = isOpened && url.startsWith('/') && !/^\/(?:[/\\]|api\/)/.test(url);
  const own = new URL(baseUrl);
  const requested = `http://${headers.host ?? ''}`;
  if (own.protocol !== 'http:' || !isLoopback(own.hostname) || !URL.canParse(requested))
    return null;
  const { hostname, port, host } = new URL(requested);
  const isOtherName = isLoopback(hostname) && port === own.port && host !== own.host;
  return isPage && isOtherName ? own.origin + url : null;
}
