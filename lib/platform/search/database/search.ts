import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '../../database/database.ts';
import { bulkWriter } from './bulk.ts';
import { dropIndex, lockCatalogue, resolve, tableOf, unknownTarget } from './catalogue.ts';
import { isTableGone, onDatabase, once } from './faults.ts';
import { countIn, getFrom, groupIn, scanIn } from './read.ts';
import { listAliases, swapIn } from './swap.ts';
import { matchesPattern } from './index-pattern.ts';
import type { IndexInfo, IndexSpec, Search } from '../port.ts';

async function createIn(database: Database, spec: IndexSpec): Promise<void> {
  await database.transaction(async (tx) => {
    await lockCatalogue(tx);
    if ((await resolve(tx, spec.name)) !== null)
      throw new FaultError({ kind: 'conflict', says: `The index ${spec.name} exists already` });
    const [row] = await tx.rows<{ number: number }>(
      'insert into search_index (name, fields, key_field) values ($1, $2::jsonb, $3) returning number',
      [spec.name, JSON.stringify(spec.fields), spec.keyField],
    );
    if (row === undefined) throw new Error('insert returned no row');
    await tx.run(`create table ${tableOf(row)} (like search_document including all)`);
  });
}

async function dropFrom(database: Database, name: string): Promise<void> {
  await database.transaction(async (tx) => {
    await lockCatalogue(tx);
    const index = await resolve(tx, name);
    if (index === null) return;
    const held = index.isAlias || (await listAliases(tx)).some((alias) => alias.index === name);
    if (held)
      throw new FaultError({
        kind: 'precondition',
        says: `${name} is in use: an alias points at it`,
      });
    await dropIndex(tx, index);
  });
}

async function sizeOf(
  database: Database,
  table: string,
): Promise<{ documents: number; bytes: number } | null> {
  try {
    const [row] = await database.rows<{ documents: number; bytes: number }>(
      `select count(*) as documents, pg_total_relation_size('${table}') as bytes from ${table}`,
    );
    return row ?? null;
  } catch (error) {
    if (isTableGone(error)) return null;
    throw error;
  }
}

async function listIndexes(database: Database, pattern: string): Promise<IndexInfo[]> {
  const rows = await database.rows<{ number: number; name: string; createdAt: Date }>(
    'select number, name, created_at as "createdAt" from search_index order by name',
  );
  const infos: IndexInfo[] = [];
  for (const row of rows.filter((index) => matchesPattern(pattern, index.name))) {
    const size = await sizeOf(database, tableOf(row));
    if (size !== null)
      infos.push({ name: row.name, ...size, health: 'green', createdAt: row.createdAt });
  }
  return infos;
}

/**
 * The search side as tables of whichever database is configured. What is written is there for every
 * reader at once, so `filling` and `searchable` differ only in what the planner knows.
 */
export function openDatabaseSearch(database: Database): Search {
  return {
    kind: 'database',
    create: (spec) => onDatabase(() => createIn(database, spec)),
    bulk: bulkWriter(database),
    count: countIn(database),
    get: getFrom(database),
    scan: scanIn(database),
    group: groupIn(database),
    aliases: () => onDatabase(() => listAliases(database)),
    indexes: (pattern = '*') => onDatabase(() => listIndexes(database, pattern)),
    swap: swapIn(database),
    settings: (name, mode) =>
      onDatabase(async () => {
        const index = await resolve(database, name);
        if (index === null) throw unknownTarget(name);
        // Only the id: statistics of whole documents cost much and tell the planner nothing.
        if (mode === 'searchable') await database.run(`analyze ${tableOf(index)} (id)`);
        return { copies: 'complete' };
      }),
    drop: (name) => onDatabase(() => dropFrom(database, name)),
    ping: async () => {
      const [row] = await once(() =>
        database.rows<{ version: string }>(
          `select split_part(current_setting('server_version'), ' ', 1) as version`,
        ),
      );
      return { version: row?.version ?? 'not known' };
    },
    close: () => Promise.resolve(),
  };
}
