import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Database, Sql } from '../../database/database.ts';
import type { Condition } from '../conditions.ts';
import { describeFilter } from '../describe-filter.ts';
import { dropIndex, lockCatalogue, unknownTarget } from './catalogue.ts';
import { onDatabase } from './faults.ts';
import type { Fields } from '../fields.ts';
import type { AliasMove, AliasRemoval, AliasState, SwapPlan } from '../port.ts';
import { checkCondition } from './conditions.ts';

export async function listAliases(sql: Sql, environment: string): Promise<readonly AliasState[]> {
  return sql.rows<{ name: string; index: string; filter: Condition | null }>(
    `select a.name, i.name as index, a.filter
     from search_alias a join search_index i on i.number = a.index_number
     where a.environment = $1 order by a.name`,
    [environment],
  );
}

export async function listSealed(
  sql: Sql,
  environment: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const rows = await sql.rows<{ name: string }>(
    `select name from search_index
     where environment = $1 and name = any($2::text[]) and not takes_writes order by name`,
    [environment, names],
  );
  return rows.map(({ name }) => name);
}

interface IndexRow {
  readonly number: number;
  readonly name: string;
  readonly fields: Fields;
}

async function refusalOf(
  tx: Sql,
  environment: string,
  plan: SwapPlan,
  indexes: ReadonlyMap<string, IndexRow>,
): Promise<Result<void>> {
  const aliases = new Map(
    (await listAliases(tx, environment)).map((alias) => [alias.name, alias.index]),
  );
  for (const name of plan.removeIndexes) {
    if (!indexes.has(name))
      return refuse('conflict', `The index ${name}, which was to make way, is no longer there`);
  }
  for (const { alias, from } of [...plan.moves, ...(plan.removals ?? [])]) {
    if (from.join() !== (aliases.get(alias) ?? ''))
      return refuse('conflict', `The alias ${alias} is no longer where it was`, { alias });
  }
  for (const move of plan.moves) {
    const to = indexes.get(move.to);
    if (to === undefined || plan.removeIndexes.includes(move.to)) throw unknownTarget(move.to);
    if (indexes.has(move.alias) && !plan.removeIndexes.includes(move.alias)) {
      return refuse('conflict', `An index has the name of the alias ${move.alias}`, {
        alias: move.alias,
      });
    }
    if (move.filter !== null) checkCondition(move.filter, to.fields);
  }
  return done(undefined);
}

async function place(tx: Sql, environment: string, move: AliasMove, to: IndexRow): Promise<void> {
  await tx.run(
    `insert into search_alias (environment, name, index_number, filter)
     values ($1, $2, $3, $4::jsonb)
     on conflict (environment, name)
       do update set index_number = excluded.index_number, filter = excluded.filter`,
    [environment, move.alias, to.number, move.filter === null ? null : JSON.stringify(move.filter)],
  );
}

async function remove(
  tx: Sql,
  environment: string,
  removals: readonly AliasRemoval[],
): Promise<void> {
  if (removals.length > 0)
    await tx.run('delete from search_alias where environment = $1 and name = any($2::text[])', [
      environment,
      removals.map(({ alias }) => alias),
    ]);
}

/** Waits for the statements that are writing to them. */
async function seal(tx: Sql, numbers: readonly number[]): Promise<void> {
  if (numbers.length > 0)
    await tx.run('update search_index set takes_writes = false where number = any($1::integer[])', [
      numbers,
    ]);
}

/**
 * All moves in one transaction: a reader sees every alias where it was, or every alias where it
 * goes.
 */
export function swapIn(
  database: Database,
  environment: string,
): (plan: SwapPlan) => Promise<Result<void>> {
  return (plan) =>
    onDatabase(() =>
      database.transaction(async (tx) => {
        await lockCatalogue(tx, environment);
        const rows = await tx.rows<IndexRow>(
          'select number, name, fields from search_index where environment = $1',
          [environment],
        );
        const indexes = new Map(rows.map((row) => [row.name, row]));
        const allowed = await refusalOf(tx, environment, plan, indexes);
        if (!allowed.ok) return allowed;
        await remove(tx, environment, plan.removals ?? []);
        for (const move of plan.moves) {
          const to = indexes.get(move.to);
          if (to !== undefined) await place(tx, environment, move, to);
        }
        await seal(
          tx,
          (plan.seals ?? []).flatMap((name) => indexes.get(name)?.number ?? []),
        );
        for (const name of plan.removeIndexes) {
          const index = indexes.get(name);
          if (index !== undefined) await dropIndex(tx, index);
        }
        return done(undefined);
      }),
    );
}

/** The moves of a swap, a line each: here they are statements of one transaction. */
export function swapTextOf({ moves, removeIndexes, removals = [] }: SwapPlan): string {
  const lines = [
    ...removeIndexes.map((index) => `remove index ${index}`),
    ...removals.flatMap(({ alias, from }) =>
      from.map((index) => `remove alias ${alias} from ${index}`),
    ),
    ...moves.flatMap(({ alias, from, to, filter }) => [
      ...from.map((index) => `remove alias ${alias} from ${index}`),
      `add alias ${alias} to ${to}` +
        (filter === null ? '' : ` with the filter: ${describeFilter(filter)}`),
    ]),
  ];
  return ['in one transaction', ...lines.map((line) => `  ${line}`)].join('\n');
}
