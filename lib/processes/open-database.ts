import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  dataFolderHolder,
  lockDataFolder,
  makeDataFolder,
  type DataFolderLock,
} from '#lib/platform/process/data-folder.ts';
import type { Holder } from '#lib/platform/process/lock-holder.ts';
import type { Env } from './configuration/env.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import { migrate } from '#lib/platform/database/migrate.ts';
import { openPglite, openPostgres, type Database } from '#lib/platform/database/database.ts';
import { StartRefused } from './start-refused.ts';

const migrations = path.join(process.cwd(), 'prisma', 'migrations');
const waitForDatabaseMs = 60_000;
const betweenTriesMs = 2_000;

export function folderInUse(folder: string, { pid, host }: Holder): StartRefused {
  const where = host === null ? '' : ` on ${host}`;
  return new StartRefused(
    75,
    `Another console (process ${pid}${where}) uses the data folder ${folder}. ` +
      'Stop it, or set DATA_DIR to another folder.',
  );
}

/** Throws when another process holds the embedded database of this folder. */
export async function refuseFolderInUse(env: Env): Promise<void> {
  if (env.DATABASE_URL !== undefined) return;
  const holder = await dataFolderHolder(env.DATA_DIR);
  if (holder !== null) throw folderInUse(env.DATA_DIR, holder);
}

async function openEmbedded(env: Env, log: Log): Promise<Database> {
  await makeDataFolder(env.DATA_DIR);
  const lock: DataFolderLock = await lockDataFolder(env.DATA_DIR);
  if (!lock.ok) throw folderInUse(env.DATA_DIR, lock);
  const database = await openPglite(path.join(env.DATA_DIR, 'database'), log);
  await migrate(database, migrations);
  return {
    ...database,
    async close() {
      await database.close();
      await lock.release();
    },
  };
}

// What waiting does not mend: wrong password or role, no such database, a name that nobody knows.
// PostgreSQL, Appendix A.
const hopeless: ReadonlySet<string> = new Set(['28P01', '28000', '3D000', '42501']);

/** Resolves when PostgreSQL answers; a server that is still starting is waited for. */
async function reach(database: Database, log: Log): Promise<void> {
  const giveUpAt = performance.now() + waitForDatabaseMs;
  for (;;) {
    try {
      await database.rows('select 1');
      return;
    } catch (error) {
      const facts = errorFacts(error);
      const code = facts.code ?? 'no answer';
      if (hopeless.has(code))
        throw new StartRefused(
          2,
          'DATABASE_URL: PostgreSQL refuses the user, the password or the database ' +
            `(${code}). Correct it.`,
        );
      if (performance.now() > giveUpAt)
        throw new StartRefused(
          1,
          `DATABASE_URL: PostgreSQL cannot be reached (${code}). Start it, or correct the address.`,
        );
      log.warn(facts, 'PostgreSQL (DATABASE_URL) cannot be reached yet; trying again');
      await delay(betweenTriesMs);
    }
  }
}

async function openReal(url: string, log: Log): Promise<Database> {
  const first = openPostgres(url);
  await reach(first, log);
  const [place] = await first.rows<{ schema: string | null }>('select current_schema() as schema');
  if (place?.schema == null)
    throw new StartRefused(
      2,
      'DATABASE_URL: there is no schema on the search path. Make one, or name another.',
    );
  // Prisma writes the schema into its statements, public unless another is named, whatever search
  // path the address or the role has.
  const database = place.schema === 'public' ? first : openPostgres(url, { schema: place.schema });
  if (database !== first) await first.close();
  await migrate(database, migrations);
  return database;
}

/** Migrated and ready. The embedded one is locked for this process until it is closed. */
export async function openDatabase(env: Env, log: Log): Promise<Database> {
  return env.DATABASE_URL === undefined ? openEmbedded(env, log) : openReal(env.DATABASE_URL, log);
}
