/** What the two readers of DocumentDB share (`docs/sync-contract.md` 1.12). */
import { MongoClient, type Db, type FindCursor } from 'mongodb';
import { oneAhead } from './ahead.ts';
import { isFields, type Fields } from './fields.ts';
import { sourceAway } from './source-away.ts';
import type { Day } from './sources.ts';

export const documentsAPage = 2_000;

/**
 * Connects at the first query. Server selection is short: the caller tries again and says so
 * meanwhile. A server that does not respond within `respondWithinMs` counts as lost;
 * the driver tries once more before it reports that.
 */
export const openMongo = (url: string, respondWithinMs = 60_000): MongoClient =>
  new MongoClient(url, {
    serverSelectionTimeoutMS: Math.min(3_000, respondWithinMs),
    connectTimeoutMS: Math.min(10_000, respondWithinMs),
    socketTimeoutMS: respondWithinMs,
    maxPoolSize: 4,
  });

/**
 * A client whose first connection failed fails for ever by itself, with the server back or not: it
 * has to be asked to connect again. Where it is connected this does nothing.
 */
export async function databaseOf(client: MongoClient): Promise<Db> {
  await client.connect();
  return client.db();
}

/** `unavailable`, with these words, where the server does not answer. */
export async function pingMongo(client: MongoClient, unreadable: string): Promise<void> {
  try {
    await (await databaseOf(client)).command({ ping: 1 });
  } catch (error) {
    throw sourceAway(unreadable, error);
  }
}

async function* batches(cursor: FindCursor<unknown>): AsyncGenerator<readonly unknown[]> {
  try {
    while (await cursor.hasNext()) yield cursor.readBufferedDocuments();
  } finally {
    await cursor.close();
  }
}

/** The documents of a cursor as the server sends them, the next batch is requested meanwhile. */
export async function* documents(cursor: FindCursor<unknown>): AsyncGenerator<readonly Fields[]> {
  for await (const batch of oneAhead(batches(cursor))) yield batch.filter(isFields);
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A stored date as the UTC moment it is, without its zone: `yyyy-MM-ddTHH:mm:ss.SSS`. */
export function momentOf(value: unknown): string | null {
  return value instanceof Date && !Number.isNaN(value.getTime())
    ? value.toISOString().slice(0, -1)
    : null;
}

/** A LocalDate is stored as midnight UTC. */
export const dayOf = (value: unknown): Day | null => momentOf(value)?.slice(0, -13) ?? null;
