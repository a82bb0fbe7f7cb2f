import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { systemClock, type Clock } from '#lib/kernel/clock.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import type { Probe } from '../probe.ts';
import { lookupWithin, systemLookup, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import { certificateOf, endsSoon } from './certificates.ts';
import { down, failureOf, type Finding } from './failure.ts';
import { beginningOf, send } from './request.ts';
import type { SettingsOf } from './settings.ts';

export interface HttpMeans {
  readonly lookup?: Lookup;
  readonly clock?: Clock;
  /** Whose certificates are trusted; left out: those that Node does. */
  readonly ca?: string;
}

type Settings = SettingsOf<'http'>;

const mostRedirects = 5;

/** What is said of a host that was come to by redirects. */
const after = (says: string, redirects: number): string =>
  sentences(says, redirects > 0 && `That was after ${countOf(redirects, 'redirect')}`);

/** Where a response leads; null: nowhere that can be read. */
function targetOf({ headers }: IncomingMessage, from: URL): URL | null {
  const { location } = headers;
  if (location === undefined || !URL.canParse(location, from)) return null;
  const target = new URL(location, from);
  return ['http:', 'https:'].includes(target.protocol) ? target : null;
}

const isExpected = (status: number, statuses: readonly number[] | undefined): boolean =>
  statuses === undefined ? status >= 200 && status < 300 : statuses.includes(status);

async function bodyFinding(
  response: IncomingMessage,
  { contains, lacks }: Pick<Settings, 'contains' | 'lacks'>,
): Promise<Finding | null> {
  if (contains === undefined && lacks === undefined) return null;
  const text = await beginningOf(response);
  if (contains !== undefined && !text.includes(contains))
    return down('Its answer lacks the text that it must have.');
  if (lacks !== undefined && text.includes(lacks))
    return down('Its answer has a text that it must not have.');
  return null;
}

/**
 * Asks a web address. Redirects are followed to hosts that the settings name and to no other, and
 * the certificate of each host on the way counts.
 */
export function httpProbe(
  settings: Settings,
  terms: ProbeTerms,
  { lookup = systemLookup, clock = systemClock, ca }: HttpMeans = {},
): Probe {
  const { method, statuses, degradedAfterMs, certificateDays, timeLimitSeconds } = settings;
  const means = { lookup: lookupWithin(lookup, timeLimitSeconds * 1_000), ca };
  const start = new URL(settings.url);
  // Of the scheme's own port no host says anything.
  const allowed = new Set([start.host, ...settings.redirectHosts]);

  return configuredProbe(settings, terms, 'a web page', async (signal): Promise<Finding> => {
    const startedAtMs = performance.now();
    const worries: string[] = [];
    let url = start;
    for (let redirects = 0; ; redirects += 1) {
      let response: IncomingMessage;
      try {
        response = await send(url, signal, { ...means, method });
      } catch (error) {
        if (redirects === 0) throw error;
        const { outcome, says } = failureOf(error);
        return { outcome, says: after(says ?? '', redirects) };
      }
      try {
        const { socket } = response;
        const certificate = socket instanceof TLSSocket ? certificateOf(socket) : null;
        const worry = certificate && endsSoon(certificate, clock.now(), certificateDays);
        if (worry !== null) worries.push(after(worry, redirects));
        const status = response.statusCode ?? 0;
        const isRedirect = status >= 300 && status < 400 && response.headers.location !== undefined;
        if (!isExpected(status, statuses)) {
          if (!isRedirect) return down(after(`It answered with status ${status}.`, redirects));
          const target = targetOf(response, url);
          if (target === null) return down('It redirects to something that is no web address.');
          // Sent on, they would be the user and password of whoever answered, in our name.
          if (target.username !== '' || target.password !== '')
            return down('It redirects to an address with a user or password in it.');
          if (!allowed.has(target.host))
            return down('It redirects to a host that its settings do not name.');
          if (redirects === mostRedirects)
            return down(`It redirects more than ${count(mostRedirects)} times.`);
          url = target;
          continue;
        }
        const wrong = await bodyFinding(response, settings);
        if (wrong !== null) return wrong;
        const tookMs = Math.round(performance.now() - startedAtMs);
        if (degradedAfterMs !== undefined && tookMs > degradedAfterMs)
          worries.push(`It took ${count(tookMs)} ms, and should take ${count(degradedAfterMs)}.`);
        return worries.length === 0
          ? { outcome: 'up', says: null }
          : { outcome: 'degraded', says: sentences(...worries) };
      } finally {
        response.destroy();
      }
    }
  });
}
