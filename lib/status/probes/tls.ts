import { isIP } from 'node:net';
import { checkServerIdentity, connect } from 'node:tls';
import { systemClock, type Clock } from '#lib/kernel/clock.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import type { Probe } from '../probe.ts';
import { findingOf, systemLookup, tryEach, whenReady, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import { certificateOf, CertificatesSeen, endsSoon, type Certificate } from './certificates.ts';
import type { Finding } from './failure.ts';
import type { SettingsOf } from './settings.ts';

/** Servers that take turns behind one address are met by asking it twice, and over some askings. */
const handshakes = 2;
const askingsTogether = 5;

export interface TlsMeans {
  readonly lookup?: Lookup;
  readonly clock?: Clock;
  /** Whose certificates are trusted; left out: those that Node does. */
  readonly ca?: string;
}

/** A fresh handshake with each address of a host, twice, and no session taken up again. */
export function tlsProbe(
  settings: SettingsOf<'tls'>,
  terms: ProbeTerms,
  { lookup = systemLookup, clock = systemClock, ca }: TlsMeans = {},
): Probe {
  const { host, port, serverName = host, certificateDays, timeLimitSeconds } = settings;
  const seen = new CertificatesSeen(askingsTogether);

  async function handshake(address: string, signal: AbortSignal): Promise<Certificate> {
    const socket = connect({
      host: address,
      port,
      ca,
      // An address is no server name (RFC 6066, 3): the certificate must be for it all the same.
      ...(isIP(serverName) === 0 ? { servername: serverName } : {}),
      checkServerIdentity: (_, certificate) => checkServerIdentity(serverName, certificate),
    });
    try {
      const certificate = certificateOf(await whenReady(socket, 'secureConnect', signal));
      if (certificate === null) throw new Error('a handshake without a certificate');
      return certificate;
    } finally {
      socket.destroy();
    }
  }

  return configuredProbe(settings, terms, 'TLS', async (signal): Promise<Finding> => {
    const tried = await tryEach(lookup, host, timeLimitSeconds * 1_000, ({ address }) =>
      Promise.all(Array.from({ length: handshakes }, () => handshake(address, signal))),
    );
    const { outcome, says } = findingOf(tried);
    const certificates = seen.add(tried.flatMap(({ value = [] }) => value));
    const [first] = certificates;
    const ends = first === undefined ? null : endsSoon(first, clock.now(), certificateDays);
    const differ =
      certificates.length > 1 && `Its servers show ${count(certificates.length)} certificates`;
    if (outcome === 'up' && ends === null && differ === false) return { outcome, says };
    return {
      outcome: 'degraded',
      says: sentences(says ?? undefined, differ, ends ?? undefined),
    };
  });
}
