import pg from 'pg';
import { endsWithin } from '#lib/kernel/within-time.ts';
import type { Probe } from '../probe.ts';
import { findAddresses, systemLookup, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import { boundedSocket } from './bounded-socket.ts';
import { codeOf, Refused, refusals, up, type Finding } from './failure.ts';
import type { SettingsOf } from './settings.ts';

/** What is asked of a server, and for how long. */
export interface Question {
  readonly url: string;
  readonly timeLimitMs: number;
  readonly lookup: Lookup;
  readonly signal: AbortSignal;
}

const goesWithinMs = 500;

/** PostgreSQL, Appendix A: error codes. */
const known: ReadonlyMap<string, Finding> = new Map([
  ['28P01', refusals.user],
  ['28000', refusals.user],
  ['3D000', refusals.database],
  ['53300', refusals.full],
  ['57P03', refusals.starting],
  ['57014', refusals.slow],
  ['42501', refusals.forbidden],
]);

// A time without a zone is one of UTC, wherever this console runs.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`));

/** Asks one question that changes nothing: the first value of its first row, null for none. */
export async function askPostgres(question: Question, text: string): Promise<unknown> {
  const { url, timeLimitMs, lookup, signal } = question;
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tis-console',
    connectionTimeoutMillis: timeLimitMs,
    query_timeout: timeLimitMs,
    stream: () => boundedSocket(signal),
    types,
  });
  // It may end by itself; who asks then sees it.
  client.on('error', () => undefined);
  // A path is that of a socket on this machine.
  if (!client.host.startsWith('/')) await findAddresses(lookup, [client.host], timeLimitMs);
  try {
    await client.connect();
    await client.query(`begin read only; set local statement_timeout = ${String(timeLimitMs)}`);
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
    return rows[0]?.[0] ?? null;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new Refused(known.get(codeOf(error)) ?? refusals.question);
  } finally {
    await endsWithin(goesWithinMs, () => client.end());
  }
}

/** Connects, signs in and asks for nothing. */
export function postgresProbe(
  settings: SettingsOf<'postgres'>,
  terms: ProbeTerms,
  lookup: Lookup = systemLookup,
): Probe {
  const { url, timeLimitSeconds } = settings;
  return configuredProbe(settings, terms, 'PostgreSQL', async (signal) => {
    await askPostgres({ url, timeLimitMs: timeLimitSeconds * 1_000, lookup, signal }, 'select 1');
    return up;
  });
}
