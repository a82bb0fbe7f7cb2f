import { hasSevenDigits } from '#lib/kernel/free-text.ts';
import { newId } from '#lib/kernel/ids.ts';

export const requestIdHeader = 'x-request-id';

/** Ours: what comes from outside could be somebody else's, or a sentence. */
export function requestIdOf(headers: Pick<Headers, 'get'>): string {
  return headers.get(requestIdHeader) ?? newId();
}

/** Theirs beside it, so that a log of ours can be matched with a log of theirs. */
export const clientRequestIdHeader = 'x-client-request-id';

/** Null: none came along, or it cannot be an id. */
export function clientRequestIdOf(headers: Pick<Headers, 'get'>): string | null {
  const given = headers.get(clientRequestIdHeader) ?? headers.get(requestIdHeader);
  return given !== null && /^[\w-]{8,64}$/.test(given) && !hasSevenDigits(given) ? given : null;
}

/** The same behind `guardRequest`, where `x-request-id` is ours. */
export const passedClientRequestId = (headers: Pick<Headers, 'get'>): string | null =>
  headers.get(clientRequestIdHeader);

/** The requested address, which Next does not give to a layout. */
export const addressHeader = 'x-console-address';

/**
 * Whether a request that changes something comes from our own pages, which are at the configured
 * address, scheme and port included: its sender can write any Host. Browsers send Origin with every
 * POST; one that is neither named nor marked as same-origin is refused, since the session cookie
 * would travel with it.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>, baseUrl: string): boolean {
  const origin = headers.get('origin');
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin';
  return origin === new URL(baseUrl).origin;
}

/** As `receiveHeaders` has found it. */
export const clientAddress = (headers: Pick<Headers, 'get'>): string =>
  headers.get('x-forwarded-for') ?? '';
