/**
 * What Next hands to a request: `vi.mock('next/headers', () => import(…))` puts it in the place of
 * Next's own, which wants a server around it.
 */
let received = new Headers();
const jar = new Map<string, string>();

/** From here on a request with these headers is worked on; `cookie` in them is read too. */
export function receiveRequest(given: Readonly<Record<string, string>>): void {
  received = new Headers(given);
  jar.clear();
  for (const pair of (given['cookie'] ?? '').split('; ').filter((one) => one !== '')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    jar.set(name, value);
  }
}

export const headers = (): Promise<Headers> => Promise.resolve(received);

export const cookies = () =>
  Promise.resolve({
    get(name: string) {
      const value = jar.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set({ name, value }: { readonly name: string; readonly value: string }) {
      jar.set(name, value);
    },
  });
