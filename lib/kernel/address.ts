/** The same address with the environment that it belongs to (`?environment=preprod`). */
export function inEnvironment(address: string, environment: string): string {
  const [before = '', hash] = address.split('#', 2);
  const [path = '', search = ''] = before.split('?', 2);
  const params = new URLSearchParams(search);
  params.set('environment', environment);
  return `${path}?${params.toString()}${hash === undefined ? '' : `#${hash}`}`;
}
