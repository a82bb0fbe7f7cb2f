/** The same address with the environment that it belongs to (`?environment=preprod`). */
export function inEnvironment(address: string, environment: string): string {
  const [before = '', hash] = address.split('#', 2);
  const [path = '', search = ''] = before.split('?', 2);
  const params = new URLSearchParams(search);
  params.set('environment', environment);
  return `${path}?${params.toString()}${hash === undefined ? '' : `#${hash}`}`;
}

// Only resolved against: `.invalid` is nobody's (RFC 2606).
const somewhere = 'http://console.invalid';

/**
 * The path of an address of this site, with search and hash, as a browser would resolve it; null
 * for any other, and for a path with two slashes in front, which would be read as a host the next
 * time it is resolved.
 */
export function ownPath(address: string): string | null {
  if (!address.startsWith('/') || !URL.canParse(address, somewhere)) return null;
  const { origin, pathname, search, hash } = new URL(address, somewhere);
  return origin === somewhere && !pathname.startsWith('//') ? pathname + search + hash : null;
}
