import type { Database, Sql } from '#lib/platform/database/database.ts';
import { untilFewer, type Retention } from '#lib/platform/database/retention.ts';
import type { ObservationChanges, ObservedKind, OpenObservation } from './plan-observations.ts';

export function openObservations(sql: Sql, environment: string): Promise<OpenObservation[]> {
  return sql.rows<OpenObservation>(
    `select id, about, alias as name, seen from alias_observation
     where environment = $1 and ended_at is null order by id`,
    [environment],
  );
}

/** By database time. */
export async function saveObservations(
  tx: Sql,
  environment: string,
  { same, ended, begun }: ObservationChanges,
): Promise<void> {
  if (same.length > 0)
    await tx.run('update alias_observation set last_at = now() where id = any($1::bigint[])', [
      same,
    ]);
  if (ended.length > 0)
    await tx.run('update alias_observation set ended_at = now() where id = any($1::bigint[])', [
      ended,
    ]);
  if (begun.length === 0) return;
  await tx.run(
    `insert into alias_observation (environment, about, alias, state, seen, says, since, last_at)
     select $1, about, name, state, seen, says, now(), now()
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       b(about, name, state, seen, says)`,
    [
      environment,
      begun.map(({ about }) => about),
      begun.map(({ name }) => name),
      begun.map(({ state }) => state),
      begun.map(({ seen }) => seen),
      begun.map(({ says }) => says),
    ],
  );
  if (ended.length > 0) await joinForms(tx, environment, ended);
}

/** A drift that ends as another one of the same begins has taken another form: it goes on. */
async function joinForms(tx: Sql, environment: string, ended: readonly number[]): Promise<void> {
  await tx.run(
    `with became as (
       update alias_observation as form set became_other = true
       from alias_observation as next
       where form.id = any($2::bigint[]) and form.state <> 'matches'
         and next.environment = $1 and next.since = now() and next.ended_at is null
         and next.about = form.about and next.alias = form.alias and next.state <> 'matches'
       returning next.id, coalesce(form.began_at, form.since) as began_at
     )
     update alias_observation as next set began_at = became.began_at
     from became where next.id = became.id`,
    [environment, ended],
  );
}

/**
 * Since when each of these environments sees what it sees as drift now: it may have become another
 * one meanwhile, and nobody may have been able to tell for a while.
 */
export function driftBeginnings(
  sql: Sql,
  environments: readonly string[],
): Promise<
  {
    readonly environment: string;
    readonly about: ObservedKind;
    readonly name: string;
    readonly since: Date;
  }[]
> {
  return sql.rows(
    `select environment, about, alias as name, coalesce(began_at, since) as since
     from alias_observation
     where environment = any($1::text[]) and ended_at is null
       and state not in ('matches', 'not-known')`,
    [environments],
  );
}

/** What an environment sees as drift of what the contract names, the first to begin first. */
export function readDrifts(
  sql: Sql,
  environment: string,
): Promise<
  {
    readonly about: Exclude<ObservedKind, 'unexpected'>;
    readonly name: string;
    readonly says: string;
    readonly since: Date;
  }[]
> {
  return sql.rows(
    `select about, alias as name, says, coalesce(began_at, since) as since
     from alias_observation
     where environment = $1 and ended_at is null and about <> 'unexpected'
       and state not in ('matches', 'not-known')
     order by coalesce(began_at, since), about, alias`,
    [environment],
  );
}

/** What the contract monitor saw, so many days after it ended. */
export const observationRetention = (
  database: Database,
  environment: string,
  keepDays: number,
): Retention => ({
  what: 'alias observations',
  table: 'alias_observation',
  remove: (rowsAtOnce) =>
    untilFewer(rowsAtOnce, () =>
      database.run(
        `delete from alias_observation where id in (
           select id from alias_observation
           where environment = $1 and ended_at < now() - make_interval(days => $2::integer)
           order by id limit $3::integer)`,
        [environment, keepDays, rowsAtOnce],
      ),
    ),
});
