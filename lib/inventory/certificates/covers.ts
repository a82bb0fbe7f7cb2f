/** Which names a certificate is good for, and until when. Pure. */
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { recordedWords, type RecordedFact, type RecordedNothing } from '../model.ts';

/** Of an address with or without scheme and path; null: it is none, or a path alone. */
export function hostOf(address: string): string | null {
  const text = address.includes('://') ? address : `https://${address}`;
  if (/[<>]/.test(address) || address.startsWith('/') || !URL.canParse(text)) return null;
  return new URL(text).hostname;
}

/** As a client compares the two, wildcards included. */
export function covers(commonName: string, host: string): boolean {
  // The names are all of it that is looked at.
  const certificate = { subject: { CN: commonName } } as PeerCertificate;
  return checkServerIdentity(host, certificate) === undefined;
}

export type Expiry = RecordedNothing | 'expired' | 'soon' | 'later';

const soonDays = 30;
const dayMs = 86_400_000;

/** Days as `yyyy-MM-dd`. What is not recorded is not valid: it is not known. */
export function expiryOf(expiresOn: RecordedFact, today: string): Expiry {
  if (expiresOn.state !== 'value') return expiresOn.state;
  const left = (Date.parse(recordedWords(expiresOn)) - Date.parse(today)) / dayMs;
  if (Number.isNaN(left)) return 'not-recorded';
  return left < 0 ? 'expired' : left <= soonDays ? 'soon' : 'later';
}

export interface NamedHost {
  readonly key: string;
  readonly host: string;
  readonly environment: string | null;
  readonly isProduction: boolean;
}

export type Finding =
  | { readonly kind: 'covers' }
  /** No URL of its environment, but one of another: usually that of production. */
  | { readonly kind: 'other-environment'; readonly environments: readonly string[] }
  | { readonly kind: 'covers-none' | 'no-url' }
  | { readonly kind: 'no-name'; readonly state: RecordedNothing };

/** What the common name says of the URLs of the estate. */
export function findingOf(
  commonName: RecordedFact,
  environment: string | null,
  hosts: readonly NamedHost[],
): Finding {
  if (commonName.state !== 'value') return { kind: 'no-name', state: commonName.state };
  const name = recordedWords(commonName);
  // One of the estate as a whole is for all of its environments.
  const isOwn = (one: NamedHost): boolean =>
    environment === null || one.environment === environment;
  const own = hosts.filter(isOwn);
  const found = hosts.filter(({ host }) => covers(name, host));
  if (found.some(isOwn)) return { kind: 'covers' };
  const others = found.flatMap((one) => one.environment ?? []);
  if (others.length > 0) return { kind: 'other-environment', environments: [...new Set(others)] };
  return { kind: own.length === 0 ? 'no-url' : 'covers-none' };
}
