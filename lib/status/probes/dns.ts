import { Resolver } from 'node:dns/promises';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Probe } from '../probe.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import type { Finding } from './failure.ts';
import type { SettingsOf } from './settings.ts';

const families = ['IPv4', 'IPv6'] as const;
type Family = (typeof families)[number];

/**
 * What asking for one kind of address gave. `silent`: the name server gave no answer, or that it
 * could find none.
 */
export type Told = 'some' | 'none' | 'unknown-name' | 'silent';

/**
 * A name server that is configured is what is asked, and down where it is silent; the machine's own
 * one is the prober's.
 */
export function dnsFinding(
  told: Readonly<Record<Family, Told>>,
  wanted: readonly Family[] | undefined,
  isConfigured: boolean,
): Finding {
  const asked = families.filter((family) => wanted === undefined || wanted.includes(family));
  const those = (what: Told): readonly Family[] => asked.filter((one) => told[one] === what);
  const there = those('some');
  const unknown = those('unknown-name');
  const silent = those('silent');
  const [unheard] = silent;
  if (there.length === 0 && unknown.length > 0)
    return { outcome: 'down', says: 'There is no such name.' };
  // Either kind is enough where none is asked for by its name.
  if (there.length > 0 && wanted === undefined) return { outcome: 'up', says: null };
  if (unheard !== undefined && !isConfigured)
    return { outcome: 'not-known', says: 'Nobody could tell this console the address.' };
  if (unheard !== undefined && there.length === 0)
    return { outcome: 'down', says: 'The name server did not answer.' };
  const missing = [...those('none'), ...unknown];
  if (there.length === 0)
    return { outcome: 'down', says: `The name has no ${listWords(missing, 'or')} address.` };
  const [none] = missing;
  if (none !== undefined) return { outcome: 'degraded', says: `The name has no ${none} address.` };
  return unheard === undefined
    ? { outcome: 'up', says: null }
    : { outcome: 'degraded', says: `The name server did not tell its ${unheard} address.` };
}

function toldOf(error: unknown): Told {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENODATA') return 'none';
  return code === 'ENOTFOUND' ? 'unknown-name' : 'silent';
}

/** Asks a name server for both kinds of address. */
export function dnsProbe(settings: SettingsOf<'dns'>, terms: ProbeTerms): Probe {
  const { host, server, timeLimitSeconds } = settings;
  return configuredProbe(settings, terms, 'DNS', async (signal) => {
    // Two tries, the second of which waits for twice as long, are within the time limit.
    const resolver = new Resolver({ timeout: (timeLimitSeconds * 1_000) / 4, tries: 2 });
    if (server !== undefined) resolver.setServers([server]);
    signal.addEventListener('abort', () => resolver.cancel(), { once: true });
    const told = (answer: Promise<readonly string[]>): Promise<Told> =>
      answer.then((all) => (all.length > 0 ? 'some' : 'none'), toldOf);
    const [IPv4, IPv6] = await Promise.all([
      told(resolver.resolve4(host)),
      told(resolver.resolve6(host)),
    ]);
    return dnsFinding({ IPv4, IPv6 }, settings.families, server !== undefined);
  });
}
