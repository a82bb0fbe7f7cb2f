import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '#lib/kernel/ids.ts';
import type { Database, Sql } from './database.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** sha256 of the file, as `prisma migrate deploy` writes it. */
  readonly checksum: string;
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

const createHistory = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

// One number for every console that shares a database; Prisma's own lock has another, and holds it
// per session.
const lockKey = 7_241_905_512;

/** As a script, because another console may migrate for longer than a statement is waited for. */
const lock = (tx: Sql): Promise<void> =>
  tx.script(`select pg_advisory_xact_lock(${String(lockKey)})`);

async function applyNext(
  tx: Sql,
  script: (sql: string) => Promise<void>,
  migrations: readonly Migration[],
): Promise<string | null> {
  await lock(tx);
  const applied = await tx.rows<{ migration_name: string; checksum: string }>(
    `select migration_name, checksum from _prisma_migrations
     where rolled_back_at is null and finished_at is not null`,
  );
  const checksums = new Map(applied.map((row) => [row.migration_name, row.checksum]));
  for (const migration of migrations) {
    const known = checksums.get(migration.name);
    if (known === undefined) {
      await script(migration.sql);
      await tx.run(
        `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at,
           applied_steps_count)
         values ($1, $2, now(), $3, now(), 1)`,
        [newId(), migration.checksum, migration.name],
      );
      return migration.name;
    }
    if (known !== migration.checksum)
      throw new Error(
        `Migration ${migration.name} has changed since it was applied to this database`,
      );
  }
  return null;
}

/**
 * Applies what is missing, each file in one transaction with its row, under an advisory lock: of
 * two processes that start at once on an empty database, one applies and the other waits.
 * Compatible with `prisma migrate deploy`. Returns the names applied.
 */
export async function migrate(database: Database, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  await database.transaction(async (tx) => {
    await lock(tx);
    await tx.run(createHistory);
  });
  const applied: string[] = [];
  for (;;) {
    const name = await database.transaction((tx) =>
      applyNext(tx, (sql) => tx.script(sql), migrations),
    );
    if (name === null) return applied;
    applied.push(name);
  }
}
