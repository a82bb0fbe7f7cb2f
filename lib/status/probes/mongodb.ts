import {
  MongoClient,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  type Db,
} from 'mongodb';
import { endsWithin } from '#lib/kernel/within-time.ts';
import type { Probe } from '../probe.ts';
import { findAddresses, systemLookup, whenReady, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import { boundedSocket } from './bounded-socket.ts';
import { down, Refused, refusals, up, type Finding } from './failure.ts';
import type { Question } from './postgres.ts';
import type { SettingsOf } from './settings.ts';

const goesWithinMs = 500;
const usualPort = 27_017;

/** MongoDB, "Error Codes". */
const known: ReadonlyMap<unknown, Finding> = new Map([
  [13, refusals.forbidden],
  [18, refusals.user],
  [50, refusals.slow],
]);

/** What happened on the way to each server, as the machine calls it. */
function causeOf(error: unknown): unknown {
  if (error instanceof MongoServerSelectionError) {
    const servers = [...(error.reason?.servers.values() ?? [])];
    const causes = servers.flatMap((server) => server.error ?? []).map(causeOf);
    return causes.length === 0 ? error : new AggregateError(causes, 'no server answered');
  }
  return error instanceof MongoNetworkError && error.cause !== undefined ? error.cause : error;
}

const silentForMs = 100;

/**
 * A server of this protocol says nothing before it is asked. The driver keeps whatever comes, so
 * that one that sends without an end would take all memory.
 */
async function waitsToBeAsked(host: string, port: number, signal: AbortSignal): Promise<void> {
  const socket = boundedSocket(signal);
  try {
    await whenReady(socket.connect(port, host), 'connect', signal);
    const said = new Promise<never>((_, reject) => {
      socket.once('data', () => reject(new Refused(down('It speaks another protocol.'))));
    });
    await endsWithin(silentForMs, () => said);
  } finally {
    socket.destroy();
  }
}

/** Has `work` ask of the database that the address names. */
export async function askMongodb<T>(
  { url, timeLimitMs, lookup, signal }: Question,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(url, {
    appName: 'tis-console',
    maxPoolSize: 1,
    retryReads: false,
    // The rest is for the question.
    serverSelectionTimeoutMS: timeLimitMs / 2,
    connectTimeoutMS: timeLimitMs,
    socketTimeoutMS: timeLimitMs,
  });
  const close = (): Promise<unknown> => endsWithin(goesWithinMs, () => client.close());
  const closeLate = (): void => void close().catch(() => undefined);
  signal.addEventListener('abort', closeLate, { once: true });
  // Those of a name for several are found by the driver alone.
  const hosts = client.options.hosts.flatMap(({ host, port }) =>
    host === undefined ? [] : [{ host, port: port ?? usualPort }],
  );
  try {
    await findAddresses(
      lookup,
      hosts.map(({ host }) => host),
      timeLimitMs,
    );
    if (hosts.length > 0)
      await Promise.any(hosts.map(({ host, port }) => waitsToBeAsked(host, port, signal)));
    await client.connect();
    return await work(client.db());
  } catch (error) {
    if (error instanceof MongoServerError)
      throw new Refused(known.get(error.code) ?? refusals.question);
    throw causeOf(error);
  } finally {
    await close();
  }
}

/** Connects, signs in and asks for nothing. */
export function mongodbProbe(
  settings: SettingsOf<'mongodb'>,
  terms: ProbeTerms,
  lookup: Lookup = systemLookup,
): Probe {
  const { url, timeLimitSeconds } = settings;
  const timeLimitMs = timeLimitSeconds * 1_000;
  return configuredProbe(settings, terms, 'the MongoDB protocol', async (signal) => {
    await askMongodb({ url, timeLimitMs, lookup, signal }, (db) => db.command({ ping: 1 }));
    return up;
  });
}
