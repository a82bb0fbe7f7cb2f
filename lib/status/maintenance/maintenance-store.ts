/** The table of planned work. */
import type { Sql } from '#lib/platform/database/database.ts';
import { isoUtc } from '../iso-utc.ts';
import type { Choosable, MaintenanceList, MaintenanceOutcome, MaintenanceView } from './model.ts';

/** When it is over: as planned, or when somebody has ended it. */
const endOf = 'least(m.to_at, coalesce(m.ended_at, m.to_at))';

/** Whether it is under way or to come; the first of the two can be answered by the index. */
export const notOverAt = (at: string): string => `(m.to_at > ${at} and ${endOf} > ${at})`;

const stateAt = (at: string): string =>
  `case when m.ended_at <= m.from_at then 'called-off'
     when ${endOf} <= ${at} then 'over'
     when m.from_at <= ${at} then 'under-way'
     else 'planned' end`;

export interface Written {
  readonly environment: string;
  readonly title: string;
  readonly text: string;
  readonly fromAt: Date;
  readonly toAt: Date;
  /** An id; null: all of the environment. */
  readonly probe: string | null;
}

const outcome = `m.id as maintenance, m.version, ${stateAt('clock_timestamp()')} as state`;

export async function insertMaintenance(
  tx: Sql,
  { environment, title, text, fromAt, toAt, probe }: Written,
  { plannedBy, idempotencyKey }: { plannedBy: string; idempotencyKey: string | undefined },
): Promise<MaintenanceOutcome> {
  const [row] = await tx.rows<MaintenanceOutcome>(
    `insert into maintenance as m
       (environment, title, text, from_at, to_at, probe, planned_by, idempotency_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${outcome}`,
    [environment, title, text, fromAt, toAt, probe, plannedBy, idempotencyKey ?? null],
  );
  if (row === undefined) throw new Error('the planned work was not kept');
  return row;
}

export type PlannedBefore = Written & MaintenanceOutcome;

/**
 * What this key of this person has planned before; null: nothing, and nobody else plans under it
 * before the transaction ends.
 */
export async function plannedByKey(
  tx: Sql,
  plannedBy: string,
  idempotencyKey: string,
): Promise<PlannedBefore | null> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('maintenance:' || $1, 0))`, [
    idempotencyKey,
  ]);
  const [row] = await tx.rows<PlannedBefore>(
    `select m.environment, m.title, m.text, m.from_at as "fromAt", m.to_at as "toAt", m.probe,
       ${outcome}
     from maintenance m where m.planned_by = $1 and m.idempotency_key = $2`,
    [plannedBy, idempotencyKey],
  );
  return row ?? null;
}

/** Null: the environment has none of that number. Nobody else changes it meanwhile. */
export async function lockMaintenance(
  tx: Sql,
  environment: string,
  id: number,
): Promise<PlannedBefore | null> {
  const [row] = await tx.rows<PlannedBefore>(
    `select m.environment, m.title, m.text, m.from_at as "fromAt", m.to_at as "toAt", m.probe,
       ${outcome}
     from maintenance m where m.id = $1 and m.environment = $2 for update`,
    [id, environment],
  );
  return row ?? null;
}

export async function saveMaintenance(
  tx: Sql,
  id: number,
  { title, text, fromAt, toAt, probe }: Written,
): Promise<MaintenanceOutcome> {
  const [row] = await tx.rows<MaintenanceOutcome>(
    `update maintenance m set title = $2, text = $3, from_at = $4, to_at = $5, probe = $6,
       changed_at = clock_timestamp(), version = version + 1
     where m.id = $1 returning ${outcome}`,
    [id, title, text, fromAt, toAt, probe],
  );
  if (row === undefined) throw new Error('the planned work is not there');
  return row;
}

/** What has not begun ends where it would have begun. */
export async function endNow(tx: Sql, id: number, endedBy: string): Promise<MaintenanceOutcome> {
  const [row] = await tx.rows<MaintenanceOutcome>(
    `update maintenance m set ended_at = clock_timestamp(), ended_by = $2,
       changed_at = clock_timestamp(), version = version + 1
     where m.id = $1 returning ${outcome}`,
    [id, endedBy],
  );
  if (row === undefined) throw new Error('the planned work is not there');
  return row;
}

/** The id of a probe of the environment by its name or id; null: there is none. */
export async function probeCalled(
  sql: Sql,
  environment: string,
  name: string,
): Promise<string | null> {
  const [row] = await sql.rows<{ readonly id: string }>(
    `select id from probe where environment = $1 and (id = $2 or name = $2)
     order by id <> $2 limit 1`,
    [environment, name],
  );
  return row?.id ?? null;
}

/** What of an environment work can be planned for, by name. */
export const probesToChoose = (sql: Sql, environment: string): Promise<readonly Choosable[]> =>
  sql.rows<Choosable>('select id, name from probe where environment = $1 order by name', [
    environment,
  ]);

/** What is planned for the whole environment or one of its probes, and when. */
export interface Planned {
  /** Null: all of the environment. */
  readonly probe: string | null;
  readonly fromAt: Date;
  readonly toAt: Date;
}

/** What is under way or begins within the next minute. */
export const plannedSoon = (sql: Sql, environment: string): Promise<readonly Planned[]> =>
  sql.rows<Planned>(
    `select m.probe, m.from_at as "fromAt", ${endOf} as "toAt" from maintenance m
     where m.environment = $1 and m.from_at <= clock_timestamp() + interval '1 minute'
       and ${notOverAt('clock_timestamp()')}`,
    [environment],
  );

interface ListedRow extends Omit<MaintenanceView, 'probe'> {
  readonly as_of: Date;
  readonly is_there: boolean;
  readonly probe_id: string | null;
  readonly probe_name: string | null;
}

/** Under way first, then what is to come, the next first, then the newest of what is over. */
export async function readMaintenance(
  sql: Sql,
  {
    environments,
    id,
    most,
  }: {
    readonly environments: readonly string[];
    /** Null: all. */
    readonly id: number | null;
    readonly most: number;
  },
): Promise<MaintenanceList> {
  const rows = await sql.rows<ListedRow>(
    `select t.at as as_of, m.id is not null as is_there, m.id, m.environment, m.title, m.text,
       m.probe as probe_id, p.name as probe_name, ${isoUtc('m.from_at')} as "fromAt",
       ${isoUtc('m.to_at')} as "toAt", m.planned_by as "plannedBy",
       ${isoUtc('m.planned_at')} as "plannedAt", ${isoUtc('m.changed_at')} as "changedAt",
       ${isoUtc('m.ended_at')} as "endedAt", m.ended_by as "endedBy", m.version, m.state
     from (select clock_timestamp() as at) t
     left join lateral (
       select m.*, ${stateAt('t.at')} as state from maintenance m
       where m.environment = any($1::text[]) and ($2::integer is null or m.id = $2)
       order by array_position(array['under-way', 'planned', 'over', 'called-off'],
           ${stateAt('t.at')}),
         case when m.from_at > t.at then m.from_at end, m.from_at desc, m.id desc limit $3
     ) m on true
     left join probe p on p.id = m.probe`,
    [environments, id, most],
  );
  const [first] = rows;
  if (first === undefined) throw new Error('the database told no time');
  return {
    asOf: first.as_of.toISOString(),
    maintenance: rows
      .filter(({ is_there: isThere }) => isThere)
      .map(({ as_of: _, is_there: __, probe_id: probe, probe_name: name, ...row }) => ({
        ...row,
        // Of what nobody asks any more the id is all that is left.
        probe: probe === null ? null : { id: probe, name: name ?? probe },
      })),
  };
}
