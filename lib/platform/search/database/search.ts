import { FaultError } from '#lib/kernel/result.ts';
import { checkDatabase } from '../../database/check-database.ts';
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

interface Listed {
  readonly number: number;
  readonly name: string;
  readonly createdAt: Date;
}

interface Size {
  readonly number: number;
  readonly documents: number;
  readonly bytes: number;
}

// Indexes go one by one; whoever looks this often has met another each time.
const looksAtMost = 5;

/** In one statement. Rejects when one of the tables is gone. */
function sizesOf(database: Database, listed: readonly Listed[]): Promise<readonly Size[]> {
  const each = listed.map(
    ({ number }) =>
      `select ${number} as number, count(*) as documents,
         pg_total_relation_size('${tableOf({ number })}') as bytes from ${tableOf({ number })}`,
  );
  return each.length === 0 ? Promise.resolve([]) : database.rows<Size>(each.join(' union all '));
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
  for (let look = 1; ; look++) {
    const rows = await database.rows<Listed>(
      `select number, name, created_at as "createdAt"
       from search_index where environment = $1 order by name`,
      [environment],
    );
    const listed = rows.filter((index) => matchesPattern(pattern, index.name));
    try {
      const sizes = new Map((await sizesOf(database, listed)).map((size) => [size.number, size]));
      return listed.flatMap(({ number, name, createdAt }) => {
        const size = sizes.get(number);
        if (size === undefined) return [];
        const { documents, bytes } = size;
        return [{ name, documents, bytes, health: 'green' as const, createdAt }];
      });
    } catch (error) {
      if (look === looksAtMost || !isTableGone(error)) throw error;
    }
  }
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
    // What counts them reads how large they are as well.
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
      const [row] = await once(async () => {
        await checkDatabase(database);
        return database.rows<{ version: string }>(
          `select split_part(current_setting('server_version'), ' ', 1) as version`,
        );
      });
      return { version: row?.version ?? 'not known' };
    },
    health: () => readHealth(database, environment),
    describe: (names) => describeIndexes(database, environment, names),
    close: () => Promise.resolve(),
  };
}
