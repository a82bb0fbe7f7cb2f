import { isLoopback } from '#lib/platform/addresses.ts';
import { StartRefused } from '../start-refused.ts';
import type { Configuration } from './own-configuration.ts';

const allAddresses: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/**
 * The address that is listened on, and of all of them the one of this machine. By no name: it may
 * lead to another address of the machine, where somebody else listens.
 */
export function listenedAddress(listensOn: string, port: number): string {
  const host = allAddresses.get(listensOn) ?? listensOn;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether nobody but this machine reaches a web process. */
export const isReachedFromHereAlone = (host: string, baseUrl: string): boolean =>
  isLoopback(host) && isLoopback(new URL(baseUrl).hostname);

/**
 * Where production is changed, sessions and passwords do not travel readable. Throws
 * `StartRefused`.
 */
export function refuseReadableProduction(
  {
    env,
    environments,
  }: Pick<Configuration, 'environments'> & {
    readonly env: Pick<Configuration['env'], 'HOST'>;
  },
  baseUrl: string,
): void {
  const production = environments.find(({ environment }) => environment.isProduction);
  if (production === undefined || baseUrl.startsWith('https:')) return;
  if (isReachedFromHereAlone(env.HOST, baseUrl)) return;
  throw new StartRefused(
    2,
    `NEXTAUTH_URL must begin with https:, because ${production.environment.name} is production ` +
      'and others can reach this address. Put a proxy with TLS in front and set its address, or ' +
      'listen on HOST=127.0.0.1 alone.',
  );
}
