import type { Sql } from '#lib/platform/database/database.ts';
import type { AliasVerdict } from '../model.ts';
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
}

/** A time during which something was not as the contract says, or nobody could tell. */
export interface ObservedTime {
  readonly about: ObservedKind;
  readonly name: string;
  readonly state: AliasVerdict;
  readonly says: string;
  readonly since: Date;
  readonly lastAt: Date;
  readonly endedAt: Date | null;
}

/** The newest first, at most `limit`; what matches is left out. */
export function listDrift(sql: Sql, environment: string, limit: number): Promise<ObservedTime[]> {
  return sql.rows<ObservedTime>(
    `select about, alias as name, state, says, since, last_at as "lastAt", ended_at as "endedAt"
     from alias_observation where environment = $1 and state <> 'matches'
     order by since desc, id desc limit $2::integer`,
    [environment, limit],
  );
}

/** Ended at least so many days ago; at most `limit` rows a statement. */
export function removeObservations(
  sql: Sql,
  environment: string,
  days: number,
  limit: number,
): Promise<number> {
  return sql.run(
    `delete from alias_observation where id in (
       select id from alias_observation
       where environment = $1 and ended_at < now() - make_interval(days => $2::integer)
       order by id limit $3::integer)`,
    [environment, days, limit],
  );
}
