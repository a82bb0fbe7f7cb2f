/** A host may have several addresses, each of which its users may get. */
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { failureOf, isOfProber, type Finding } from './failure.ts';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Tells the addresses of a host. */
export type Lookup = (host: string) => Promise<readonly Address[]>;

/**
 * Asks for a name once at a time: one that nobody answers for goes on after its time limit, and
 * would take one more of the few threads that all names share with each asking.
 */
export function oncePerName(addressesAt: Lookup): Lookup {
  const underWay = new Map<string, Promise<readonly Address[]>>();
  return (host) => {
    const answer = underWay.get(host) ?? addressesAt(host).finally(() => underWay.delete(host));
    underWay.set(host, answer);
    return answer;
  };
}

/** As anything else on this machine is told them. */
export const systemLookup: Lookup = oncePerName((host) =>
  lookup(host, { all: true, order: 'verbatim' }),
);

/** The rest is for the host. */
const lookupPart = 1 / 2;

/** That nobody tells an address in time is no matter of the host, which was not asked yet. */
async function addressesOf(
  addressesAt: Lookup,
  host: string,
  timeLimitMs: number,
): Promise<readonly Address[]> {
  try {
    return await withinTime(timeLimitMs * lookupPart, () => addressesAt(host));
  } catch (error) {
    if (!(error instanceof TimeLimitPassed)) throw error;
    throw Object.assign(new Error('no address in time', { cause: error }), { code: 'EAI_AGAIN' });
  }
}

/**
 * For what looks the addresses up once more by itself. Rejects as of the prober where nobody tells
 * them in time: it would hold one of the few threads for names meanwhile.
 */
export async function findAddresses(
  addressesAt: Lookup,
  hosts: readonly string[],
  timeLimitMs: number,
): Promise<void> {
  const plain = hosts.map((host) => host.replace(/^\[(.*)\]$/, '$1'));
  const names = plain.filter((host) => isIP(host) === 0);
  await Promise.all(names.map((host) => addressesOf(addressesAt, host, timeLimitMs)));
}

/** The same for what connects by itself. */
export const lookupWithin =
  (addressesAt: Lookup, timeLimitMs: number): LookupFunction =>
  (host, { all }, callback) => {
    addressesOf(addressesAt, host, timeLimitMs).then(
      (addresses) => {
        const [first = { address: '', family: 0 }] = addresses;
        if (all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('no address'), ''),
    );
  };

/** More would be a flood, and no host of ours has them. */
const mostAddresses = 8;

/** What asking one address gave; the error that was thrown, where it gave nothing. */
export interface Tried<T> {
  readonly family: number;
  readonly value?: T;
  readonly error?: unknown;
}

/** One address that never answers leaves time to say so of it alone. */
const leftToSayMs = 250;

/** Each address of a host asked, all at once, within a part of the time limit of them all. */
export async function tryEach<T>(
  addressesAt: Lookup,
  host: string,
  timeLimitMs: number,
  work: (address: Address) => Promise<T>,
): Promise<readonly Tried<T>[]> {
  const startedAtMs = performance.now();
  const addresses = await addressesOf(addressesAt, host, timeLimitMs);
  const leftMs = timeLimitMs - (performance.now() - startedAtMs) - leftToSayMs;
  return Promise.all(
    addresses.slice(0, mostAddresses).map(async (one): Promise<Tried<T>> => {
      try {
        const value = await withinTime(leftMs, () => work(one));
        return { family: one.family, value };
      } catch (error) {
        return { family: one.family, error };
      }
    }),
  );
}

/**
 * Up where all answer, degraded where some do not, and which are named by their family. What this
 * console cannot reach from here, such as all IPv6, tells nothing. Throws where none answers.
 */
export function findingOf(tried: readonly Tried<unknown>[]): Finding {
  const answered = tried.filter(({ error }) => error === undefined);
  const errors = tried.flatMap(({ error }) => (error === undefined ? [] : [error]));
  if (answered.length === 0) throw new AggregateError(errors, 'no address answered');
  const dead = tried.filter(({ error }) => error !== undefined && !isOfProber(error));
  const [first] = dead;
  if (first === undefined) return { outcome: 'up', says: null };
  const says = [4, 6].flatMap((family) => {
    const all = tried.filter((one) => one.family === family).length;
    const failed = dead.filter((one) => one.family === family).length;
    if (failed === 0) return [];
    if (failed === all) return [`It does not answer over IPv${family}`];
    return [`${count(failed)} of its ${count(all)} IPv${family} addresses did not answer`];
  });
  return {
    outcome: 'degraded',
    says: sentences(...says, failureOf(first.error).says ?? undefined),
  };
}

/** The socket itself when `ready` has come; rejects with what happened to it before. */
export function whenReady<S extends Socket>(
  socket: S,
  ready: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.destroy(new Error('no answer came in time', { cause: signal.reason }));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', reject);
    socket.once('close', () => {
      signal.removeEventListener('abort', abort);
      reject(Object.assign(new Error('closed before it was ready'), { code: 'ECONNRESET' }));
    });
    socket.once(ready, () => resolve(socket));
  });
}
