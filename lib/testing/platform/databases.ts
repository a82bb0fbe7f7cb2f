import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#lib/platform/database/migrate.ts';
import { openPglite, openPostgres, type Database } from '#lib/platform/database/database.ts';
import { migratedContents, migrationsFolder } from './migrated-contents.ts';

/**
 * A name that no other suite has, of lower-case letters: for schemas, queues, index prefixes.
 */
export function uniqueName(prefix: string): string {
  // Letters alone: seven digits would be hidden as the number of a doctor.
  const letters = Array.from(randomBytes(10), (byte) => String.fromCodePoint(97 + (byte % 16)));
  return prefix + letters.join('');
}

/** A migrated in-memory database of this suite alone. */
export async function embeddedDatabase(): Promise<Database> {
  return openPglite(await migratedContents());
}

/**
 * A migrated schema of this suite alone in the PostgreSQL at `url`; dropped by `close`. `another`
 * opens further connections to it.
 */
export async function postgresDatabase(
  url: string,
): Promise<Database & { readonly schema: string; another(maxConnections?: number): Database }> {
  const schema = uniqueName('t');
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create schema "${schema}"`);
  const database = openPostgres(url, { schema });
  await migrate(database, migrationsFolder);
  return {
    ...database,
    schema,
    another: (maxConnections = 4) => openPostgres(url, { schema, maxConnections }),
    async close() {
      await database.close();
      await admin.query(`drop schema "${schema}" cascade`);
      await admin.end();
    },
  };
}

const { DATABASE_URL: databaseUrl } = process.env;

/** What a suite runs on, each; `isWanted` is false where the variable of it is not set. */
export const databases = [
  { kind: 'embedded', isWanted: true, make: embeddedDatabase },
  {
    kind: 'PostgreSQL (DATABASE_URL)',
    isWanted: databaseUrl !== undefined,
    make: () => postgresDatabase(databaseUrl ?? ''),
  },
];
