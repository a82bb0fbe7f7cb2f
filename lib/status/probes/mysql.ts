import { createConnection, type Connection } from 'mysql2/promise';
import { endsWithin } from '#lib/kernel/within-time.ts';
import type { Probe } from '../probe.ts';
import { findAddresses, systemLookup, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import { boundedSocket } from './bounded-socket.ts';
import { codeOf, Refused, refusals, up, type Finding } from './failure.ts';
import type { Question } from './postgres.ts';
import type { SettingsOf } from './settings.ts';

const goesWithinMs = 500;
const usualPort = 3_306;

/** MySQL and MariaDB, "Server Error Message Reference". */
const known: ReadonlyMap<string, Finding> = new Map([
  ['ER_ACCESS_DENIED_ERROR', refusals.user],
  ['ER_DBACCESS_DENIED_ERROR', refusals.forbidden],
  ['ER_TABLEACCESS_DENIED_ERROR', refusals.forbidden],
  ['ER_COLUMNACCESS_DENIED_ERROR', refusals.forbidden],
  ['ER_BAD_DB_ERROR', refusals.database],
  ['ER_CON_COUNT_ERROR', refusals.full],
  ['ER_TOO_MANY_USER_CONNECTIONS', refusals.full],
  ['ER_HOST_IS_BLOCKED', refusals.user],
  ['ER_HOST_NOT_PRIVILEGED', refusals.user],
  ['ER_QUERY_TIMEOUT', refusals.slow],
  ['ER_STATEMENT_TIMEOUT', refusals.slow],
]);

/** MySQL and MariaDB each have a limit of their own, and do not know the other's. */
async function limitTime(connection: Connection, timeLimitMs: number): Promise<void> {
  const limits = [
    `max_execution_time = ${String(timeLimitMs)}`,
    `max_statement_time = ${String(timeLimitMs / 1_000)}`,
  ];
  for (const limit of limits) {
    const isKnown = await connection.query(`set session ${limit}`).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'ER_UNKNOWN_SYSTEM_VARIABLE') return false;
        throw error;
      },
    );
    if (isKnown) return;
  }
}

/** Asks one question that changes nothing: the first value of its first row, null for none. */
export async function askMysql(question: Question, text: string): Promise<unknown> {
  const { url, timeLimitMs, lookup, signal } = question;
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  await findAddresses(lookup, [host], timeLimitMs);
  let connection: Connection | null = null;
  try {
    connection = await createConnection({
      uri: url,
      connectTimeout: timeLimitMs,
      // A time without a zone is one of UTC, wherever this console runs.
      timezone: 'Z',
      stream: () => boundedSocket(signal).connect(Number(port || usualPort), host),
    });
    // It may end by itself; who asks then sees it.
    connection.on('error', () => undefined);
    await connection.query('set session transaction read only');
    await connection.query(`set session time_zone = '+00:00'`);
    await limitTime(connection, timeLimitMs);
    const [rows] = await connection.query({ sql: text, rowsAsArray: true });
    const first: unknown = Array.isArray(rows) ? rows[0] : null;
    return Array.isArray(first) ? (first[0] ?? null) : null;
  } catch (error) {
    if (!codeOf(error).startsWith('ER_')) throw error;
    throw new Refused(known.get(codeOf(error)) ?? refusals.question);
  } finally {
    const last = connection;
    if (last !== null) await endsWithin(goesWithinMs, () => last.end());
  }
}

/** Connects, signs in and asks for nothing. */
export function mysqlProbe(
  settings: SettingsOf<'mysql'>,
  terms: ProbeTerms,
  lookup: Lookup = systemLookup,
): Probe {
  const { url, timeLimitSeconds } = settings;
  return configuredProbe(settings, terms, 'MySQL', async (signal) => {
    await askMysql({ url, timeLimitMs: timeLimitSeconds * 1_000, lookup, signal }, 'select 1');
    return up;
  });
}
