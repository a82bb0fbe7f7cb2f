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
