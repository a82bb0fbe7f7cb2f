// Whether an address can be parsed the way its driver will do it, so that a slip ends the
// start instead of a request.

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const hasBlanks = (value: string): boolean => /\s/.test(value);

/** A URL whose user name and password can be decoded. */
export function isUrl(value: string): boolean {
  if (hasBlanks(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return isDecodable(username) && isDecodable(password);
}

/**
 * A URL, or one without a host whose socket is named in the query. Stray percent signs are its
 * driver's to mend (pg-connection-string).
 */
export function isPostgresUrl(value: string): boolean {
  return (
    !hasBlanks(value) &&
    URL.canParse(value.replace('@/', '@localhost/').replace(/:\/\/\//, '://localhost/'))
  );
}

/**
 * Several hosts, with commas between them, are no URL to a URL parser (MongoDB, Connection
 * Strings); each by itself is one.
 */
export function isMongoUrl(value: string): boolean {
  const parts = /^mongodb(?:\+srv)?:\/\/(?:([^@/?]*)@)?([^@/?]+)(?:[/?].*)?$/.exec(value);
  const [, user = '', hosts = ''] = parts ?? [];
  const isHost = (host: string): boolean => /^%2f/i.test(host) || URL.canParse(`http://${host}`);
  return parts !== null && !hasBlanks(value) && isDecodable(user) && hosts.split(',').every(isHost);
}

/** Of a URL or to listen on: nobody but this machine is there. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

const usualPorts: ReadonlyMap<string, string> = new Map([
  ['http:', '80'],
  ['https:', '443'],
  ['amqp:', '5672'],
  ['amqps:', '5671'],
]);

/** The same server, and folder or virtual host of it, however its address is written. */
export function serverOf(url: string): string {
  const { hostname, port, protocol, pathname } = new URL(url);
  const host = hostname === 'localhost' || hostname === '[::1]' ? '127.0.0.1' : hostname;
  return `${host}:${port || usualPorts.get(protocol)}${pathname.replace(/\/+$/, '')}`;
}

/**
 * An address as `fetch` takes it, which refuses one with a user and password in it: they are in a
 * header of their own, or none where there are none. For what `isUrl` holds of.
 */
export function askedAs(url: string): {
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
} {
  const address = new URL(url);
  const [user, password] = [address.username, address.password].map(decodeURIComponent);
  address.username = '';
  address.password = '';
  if (user === '' && password === '') return { address, headers: {} };
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return { address, headers: { authorization } };
}
