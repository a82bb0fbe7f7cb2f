import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '../../database/database.ts';
import { bulkWriter } from './bulk.ts';
import { dropIndex, lockCatalogue, resolve, tableOf, unknownTarget } from './catalogue.ts';
import { isTableGone, onDatabase, once } from './faults.ts';
import { describeIndexes, readHealth } from './health.ts';
import { countIn, countsIn, getFrom, groupIn, scanIn } from './read.ts';
import { changesIn, markIn } from './changes.ts';
import { listAliases, listSealed, swapIn, swapTextOf } from './swap.ts';
import type { IndexInfo, IndexSpec, Search } from '../port.ts';

async function createIn(database: Database, environment: string, spec: IndexSpec): Promise<void> {
  await database.transaction(async (tx) => {
    await lockCatalogue(tx, environment);
    if ((await resolve(tx, environment, spec.name)) !== null)
      throw new FaultError({ kind: 'conflict', says: `The index ${spec.name} exists already` });
    const [row] = await tx.rows<{ number: number }>(
      `insert into search_index (environment, name, fields, key_field)
       values ($1, $2, $3::jsonb, $4) returning number`,
      [environment, spec.name, JSON.stringify(spec.fields), spec.keyField],
    );
    if (row === undefined) throw new Error('insert returned no row');
    await tx.run(`create table ${tableOf(row)} (like search_document including all)`);
  });
}

async function dropFrom(database: Database, environment: string, name: string): Promise<void> {
  await database.transaction(async (tx) => {
    await lockCatalogue(tx, environment);
    const index = await resolve(tx, environment, name);
    if (index === null) return;
    const aliases = await listAliases(tx, environment);
    const held = index.isAlias || aliases.some((alias) => alias.index === name);
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

/** `name`, `prefix*` or several of them with commas, as OpenSearch writes them. */
function matchesPattern(pattern: string, name: string): boolean {
  return pattern.split(',').some((part) => {
    const pieces = part
      .split('*')
      .map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new RegExp(`^${pieces.join('.*')}$`).test(name);
  });
}

async function listIndexes(
  database: Database,
  environment: string,
  pattern: string,
): Promise<IndexInfo[]> {
  const rows = await database.rows<{ number: number; name: string; createdAt: Date }>(
    `select number, name, created_at as "createdAt"
     from search_index where environment = $1 order by name`,
    [environment],
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
 * reader at once, so `filling` and `searchable` differ only in what the planner knows. Indexes and
 * aliases of other environments are out of its reach, whatever their names.
 */
export function openDatabaseSearch(database: Database, environment: string): Search {
  return {
    kind: 'database',
    create: (spec) => onDatabase(() => createIn(database, environment, spec)),
    bulk: bulkWriter(database, environment),
    count: countIn(database, environment),
    counts: countsIn(database, environment),
    markWrites: markIn(database, environment),
    changesSince: changesIn(database, environment),
    get: getFrom(database, environment),
    scan: scanIn(database, environment),
    group: groupIn(database, environment),
    aliases: () => onDatabase(() => listAliases(database, environment)),
    indexes: (pattern = '*') => onDatabase(() => listIndexes(database, environment, pattern)),
    swap: swapIn(database, environment),
    sealed: (indexes) => onDatabase(() => listSealed(database, environment, indexes)),
    swapText: (plan) => Promise.resolve(swapTextOf(plan)),
    settings: (name, mode) =>
      onDatabase(async () => {
        const index = await resolve(database, environment, name);
        if (index === null) throw unknownTarget(name);
        // Only the id: statistics of whole documents cost much and tell the planner nothing.
        if (mode === 'searchable') await database.run(`analyze ${tableOf(index)} (id)`);
        return { copies: 'complete' };
      }),
    drop: (name) => onDatabase(() => dropFrom(database, environment, name)),
    ping: async () => {
      const [row] = await once(() =>
        database.rows<{ version: string }>(
          `select split_part(current_setting('server_version'), ' ', 1) as version`,
        ),
      );
      return { version: row?.version ?? 'not known' };
    },
    health: () => readHealth(database, environment),
    describe: (names) => describeIndexes(database, environment, names),
    close: () => Promise.resolve(),
  };
}
