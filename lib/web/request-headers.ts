import { newId } from '#lib/kernel/ids.ts';

export const requestIdHeader = 'x-request-id';

/**
 * One that came along is kept where it can only be an id, so that a log of ours can be matched with
 * a log of theirs.
 */
export function requestIdOf(headers: Pick<Headers, 'get'>): string {
  const given = headers.get(requestIdHeader);
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : newId();
}

/** The requested address, which Next does not give to a layout. */
export const addressHeader = 'x-console-address';

const isOriginOf = (origin: string, host: string | null): boolean =>
  URL.canParse(origin) && new URL(origin).host === host;

/**
 * Whether a request that changes something comes from our own pages. Browsers send Origin with
 * every POST; one that is neither named nor marked as same-origin is refused, since the session
 * cookie would travel with it.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>, baseUrl: string): boolean {
  const origin = headers.get('origin');
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin';
  return isOriginOf(origin, headers.get('host')) || origin === new URL(baseUrl).origin;
}

/** As seen by the proxy next to us, or by Next itself; what comes before it anybody can write. */
export function clientAddress(headers: Pick<Headers, 'get'>): string {
  return (headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? '';
}
