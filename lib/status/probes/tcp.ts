import { connect } from 'node:net';
import type { Probe } from '../probe.ts';
import { findingOf, systemLookup, tryEach, whenReady, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import type { SettingsOf } from './settings.ts';

/** Connects to each address of a host, and closes again. */
export function tcpProbe(
  settings: SettingsOf<'tcp'>,
  terms: ProbeTerms,
  lookup: Lookup = systemLookup,
): Probe {
  const { host, port, timeLimitSeconds } = settings;
  return configuredProbe(settings, terms, 'a TCP port', async (signal) => {
    return findingOf(
      await tryEach(lookup, host, timeLimitSeconds * 1_000, async ({ address }) => {
        const socket = await whenReady(connect({ host: address, port }), 'connect', signal);
        socket.destroy();
      }),
    );
  });
}
