/** The tables of the incidents. */
import type { Sql } from '#lib/platform/database/database.ts';
import { isForgotten } from '../forgotten.ts';
import { isoUtc } from '../iso-utc.ts';
import type { Outcome } from '../model.ts';
import type { Watched } from './gather-failures.ts';
import {
  takenFrom,
  type IncidentPartView,
  type IncidentState,
  type IncidentUpdateView,
  type IncidentView,
  type WriteForUsers,
  type WrittenForUsers,
} from './model.ts';
import type { UnresolvedIncident } from './plan-incidents.ts';

/** Whether it is of what no probe asks, and other features know of. */
const isKnown = (probe: string): string => `starts_with(${probe}, 'known:')`;

export interface WatchedProbe extends Omit<Watched, 'dependsOn'> {
  readonly name: string;
  /** On purpose: that it fails opens nothing. */
  readonly isOff: boolean;
  readonly says: string | null;
}

/** The probes of an environment as they are kept. */
export async function watchedProbes(
  sql: Sql,
  environment: string,
): Promise<readonly WatchedProbe[]> {
  const rows = await sql.rows<{
    readonly id: string;
    readonly name: string;
    readonly state: Outcome;
    readonly since: Date;
    readonly every_ms: number;
    readonly says: string | null;
    readonly is_off: boolean;
  }>(
    `select id, name, state, since, every_ms, says, off is not null as is_off
     from probe where environment = $1 order by id`,
    [environment],
  );
  return rows.map(({ every_ms: everyMs, is_off: isOff, ...row }) => ({
    ...row,
    environment,
    everyMs,
    isOff,
  }));
}

interface TitledIncident extends UnresolvedIncident {
  readonly title: string;
}

/** Those of failures that are not resolved, with all that was ever part of them. */
export const unresolvedIncidents = (
  sql: Sql,
  environment: string,
): Promise<readonly TitledIncident[]> =>
  sql.rows<TitledIncident>(
    `select i.id, i.title, i.holder,
       array(select p.probe from incident_part p where p.incident = i.id order by p.probe) as parts
     from incident i
     where i.environment = $1 and i.holder is not null and i.resolved_at is null
     order by i.id`,
    [environment],
  );

/** How an incident of failures is, by what fails now. */
export interface IncidentFacts {
  readonly title: string;
  readonly holder: string;
  readonly isRootKnown: boolean;
  readonly doubts: IncidentView['doubts'];
  readonly ruledOut: readonly string[];
  readonly since: Date;
}

interface NewIncident extends Omit<IncidentFacts, 'holder'> {
  readonly environment: string;
  readonly holder: string | null;
  readonly openedBy: string;
}

export async function insertIncident(tx: Sql, incident: NewIncident): Promise<number> {
  const [row] = await tx.rows<{ readonly id: number }>(
    `insert into incident (environment, title, holder, is_root_known, doubts, ruled_out, opened_by,
       since)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8) returning id`,
    [
      incident.environment,
      incident.title,
      incident.holder,
      incident.isRootKnown,
      JSON.stringify(incident.doubts),
      JSON.stringify(incident.ruledOut),
      incident.openedBy,
      incident.since,
    ],
  );
  if (row === undefined) throw new Error('the incident was not kept');
  return row.id;
}

/**
 * How many a person has opened in an environment within so many minutes; they open no other before
 * the transaction ends.
 */
export async function openedLately(
  tx: Sql,
  environment: string,
  actor: string,
  minutes: number,
): Promise<number> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('incidents of ' || $1, 0))`, [
    actor,
  ]);
  const [row] = await tx.rows<{ readonly count: number }>(
    `select count(*)::integer as count from incident
     where environment = $1 and opened_by = $2 and holder is null
       and opened_at > clock_timestamp() - make_interval(mins => $3::integer)`,
    [environment, actor, minutes],
  );
  return row?.count ?? 0;
}

/** Changes nothing, and no version, where it is that way already: false. */
export async function saveFacts(tx: Sql, id: number, facts: IncidentFacts): Promise<boolean> {
  const changed = await tx.run(
    `update incident set title = $2, holder = $3, is_root_known = $4, doubts = $5::jsonb,
       ruled_out = $6::jsonb, since = least(since, $7), version = version + 1
     where id = $1 and (title, holder, is_root_known, doubts, ruled_out, least(since, $7))
       is distinct from ($2, $3, $4, $5::jsonb, $6::jsonb, since)`,
    [
      id,
      facts.title,
      facts.holder,
      facts.isRootKnown,
      JSON.stringify(facts.doubts),
      JSON.stringify(facts.ruledOut),
      facts.since,
    ],
  );
  return changed > 0;
}

/** Exactly these fail with it now; what does no longer has ended. */
export async function saveParts(
  tx: Sql,
  incident: number,
  failing: readonly Pick<WatchedProbe, 'id' | 'name' | 'since'>[],
  at: Date,
): Promise<void> {
  const ids = failing.map(({ id }) => id);
  await tx.run(
    `update incident_part set ended_at = $3
     where incident = $1 and ended_at is null and not (probe = any($2::text[]))`,
    [incident, ids, at],
  );
  await tx.run(
    `insert into incident_part (incident, probe, name, since)
     select $1, p.id, p.name, p.since
     from unnest($2::text[], $3::text[], $4::timestamptz[]) p(id, name, since)
     on conflict (incident, probe) do update
       set name = excluded.name, ended_at = null,
         since = case when incident_part.ended_at is null then incident_part.since
           else excluded.since end`,
    [incident, ids, failing.map(({ name }) => name), failing.map(({ since }) => since)],
  );
}

interface NewUpdate {
  readonly actor: string;
  readonly state: IncidentState;
  readonly text: string;
  readonly nextUpdateAt?: Date | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** Says something of an incident; the state is that from then on. */
export async function addUpdate(
  tx: Sql,
  incident: number,
  { actor, state, text, nextUpdateAt, idempotencyKey }: NewUpdate,
): Promise<number> {
  await tx.run(
    `insert into incident_update (incident, actor, state, text, next_update_at, idempotency_key)
     values ($1, $2, $3, $4, $5, $6)`,
    [incident, actor, state, text, nextUpdateAt ?? null, idempotencyKey ?? null],
  );
  const [row] = await tx.rows<{ readonly version: number }>(
    `update incident set state = $2, version = version + 1,
       resolved_at = case when $2 = 'resolved' then coalesce(resolved_at, clock_timestamp()) end
     where id = $1 returning version`,
    [incident, state],
  );
  if (row === undefined) throw new Error('the incident is not there');
  return row.version;
}

export interface KnownUpdate {
  readonly incident: number;
  readonly environment: string;
  readonly title: string;
  readonly state: IncidentState;
  readonly text: string;
  readonly nextUpdateAt: Date | null;
  readonly version: number;
}

/**
 * What this key of this person has written before; null: nothing, and nobody else writes under it
 * before the transaction ends.
 */
export async function updateByKey(
  tx: Sql,
  actor: string,
  idempotencyKey: string,
): Promise<KnownUpdate | null> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('incidents:' || $1, 0))`, [
    idempotencyKey,
  ]);
  const [row] = await tx.rows<KnownUpdate>(
    `select i.id as incident, i.environment, i.title, u.state, u.text,
       u.next_update_at as "nextUpdateAt", i.version
     from incident_update u join incident i on i.id = u.incident
     where u.actor = $1 and u.idempotency_key = $2`,
    [actor, idempotencyKey],
  );
  return row ?? null;
}

/** Who said something of it last. */
export async function lastUpdate(
  sql: Sql,
  incident: number,
): Promise<{ readonly actor: string; readonly at: Date } | null> {
  const [row] = await sql.rows<{ readonly actor: string; readonly at: Date }>(
    'select actor, at from incident_update where incident = $1 order by id desc limit 1',
    [incident],
  );
  return row ?? null;
}

export interface LockedIncident {
  readonly id: number;
  readonly title: string;
  readonly state: IncidentState;
  readonly holder: string | null;
  readonly owner: string | null;
  readonly version: number;
}

/** Nobody else changes it before the transaction ends. */
export async function lockIncident(
  tx: Sql,
  environment: string,
  id: number,
): Promise<LockedIncident | null> {
  const [row] = await tx.rows<LockedIncident>(
    `select id, title, state, holder, owner, version from incident
     where id = $1 and environment = $2 for update`,
    [id, environment],
  );
  return row ?? null;
}

/**
 * The names of what is part of it and does not work, or could not be asked. Of what nobody asks any
 * more a person knows more than its probe.
 */
export async function notWorking(sql: Sql, incident: number): Promise<readonly string[]> {
  const rows = await sql.rows<{ readonly name: string }>(
    `select i.name from incident_part i left join probe p on p.id = i.probe
     where i.incident = $1 and (${isKnown('i.probe')} and i.ended_at is null
       or p.state <> 'up' and ${isForgotten('p')} is not true) order by i.name`,
    [incident],
  );
  return rows.map(({ name }) => name);
}

export async function saveOwner(tx: Sql, incident: number, owner: string | null): Promise<number> {
  const [row] = await tx.rows<{ readonly version: number }>(
    'update incident set owner = $2, version = version + 1 where id = $1 returning version',
    [incident, owner],
  );
  if (row === undefined) throw new Error('the incident is not there');
  return row.version;
}

export async function saveForUsers(
  tx: Sql,
  { incident, title, affected, text }: WriteForUsers,
  by: string,
): Promise<number> {
  const [row] = await tx.rows<{ readonly version: number }>(
    `update incident set users_title = $2, users_affected = $3, users_text = $4,
       users_told_by = $5, users_told_at = clock_timestamp(), version = version + 1
     where id = $1 returning version`,
    [incident, title, affected ?? null, text, by],
  );
  if (row === undefined) throw new Error('the incident is not there');
  return row.version;
}

interface IncidentRow {
  readonly id: number;
  readonly environment: string;
  readonly title: string;
  readonly state: IncidentState;
  readonly holder: string | null;
  readonly is_root_known: boolean;
  readonly doubts: IncidentView['doubts'];
  readonly ruled_out: readonly string[];
  readonly opened_by: string;
  readonly since: Date;
  readonly resolved_at: Date | null;
  readonly owner: string | null;
  readonly version: number;
  readonly parts: readonly IncidentPartView[];
  readonly for_users: WrittenForUsers | null;
  readonly next_update_at: Date | null;
  readonly updates: readonly IncidentUpdateView[];
}

export interface IncidentFilter {
  readonly environments: readonly string[];
  /** Null: all. */
  readonly id: number | null;
  readonly most: number;
  /** How many of what was said of each, the newest first. */
  readonly mostUpdates: number;
}

/** Open ones first, then the newest. One statement. */
export async function readIncidents(
  sql: Sql,
  { environments, id, most, mostUpdates }: IncidentFilter,
): Promise<readonly Omit<IncidentView, 'affected'>[]> {
  const rows = await sql.rows<IncidentRow>(
    `select i.id, i.environment, i.title, i.state, i.holder, i.is_root_known, i.doubts, i.ruled_out,
       i.opened_by, i.since, i.resolved_at, i.owner, i.version,
       case when i.users_text is not null then jsonb_build_object('title', i.users_title,
         'affected', i.users_affected, 'text', i.users_text, 'by', i.users_told_by,
         'at', ${isoUtc('i.users_told_at')}) end as for_users,
       (select coalesce(jsonb_agg(jsonb_build_object('probe', p.probe, 'name', p.name,
            'state', case when ${isForgotten('s')} then 'not-known'
              when ${isKnown('p.probe')}
                then case when p.ended_at is null then 'down' else 'up' end
              else coalesce(s.state, 'not-known') end, 'since', ${isoUtc('p.since')},
            'endedAt', ${isoUtc('p.ended_at')}) order by p.since, p.name), '[]')
          from incident_part p left join probe s on s.id = p.probe
          where p.incident = i.id) as parts,
       (select u.next_update_at from incident_update u
          where u.incident = i.id and i.resolved_at is null
            and u.actor <> 'system' and not starts_with(u.text, $5)
          order by u.id desc limit 1) as next_update_at,
       (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'at', ${isoUtc('u.at')},
            'actor', u.actor, 'state', u.state, 'text', u.text,
            'nextUpdateAt', ${isoUtc('u.next_update_at')}) order by u.id desc), '[]')
          from (select * from incident_update where incident = i.id order by id desc limit $4) u)
         as updates
     from incident i
     where i.environment = any($1::text[]) and ($2::integer is null or i.id = $2)
     order by i.resolved_at is not null, i.opened_at desc, i.id desc limit $3`,
    [environments, id, most, mostUpdates, takenFrom],
  );
  return rows.map((row) => ({
    id: row.id,
    environment: row.environment,
    title: row.title,
    state: row.state,
    root: row.is_root_known
      ? (row.parts.find(({ probe }) => probe === row.holder)?.name ?? null)
      : null,
    isOfProbes: row.holder !== null,
    doubts: row.doubts,
    ruledOut: row.ruled_out,
    openedBy: row.opened_by,
    since: row.since.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    owner: row.owner,
    version: row.version,
    nextUpdateAt: row.next_update_at?.toISOString() ?? null,
    parts: row.parts,
    forUsers: row.for_users,
    updates: row.updates,
  }));
}
