/** Of the table of the probes what pages, the shell and the support page show. */
import type { Page } from '#lib/kernel/list.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { selectPage } from '#lib/platform/database/select-page.ts';
import { isForgotten } from '../forgotten.ts';
import { isoUtc } from '../iso-utc.ts';
import { notOverAt } from '../maintenance/maintenance-store.ts';
import type { IncidentBrief, Off, Outcome } from '../model.ts';
import { ownProbes, type ServiceListRequest, type ServiceSort } from './service-list.ts';
import type { ServiceIncident } from './service-view.ts';

export interface ProbeRow {
  readonly id: string;
  readonly environment: string;
  readonly name: string;
  readonly kind: string;
  readonly target: string;
  readonly is_real: boolean;
  readonly every_ms: number;
  readonly state: Outcome;
  readonly since: Date;
  readonly last_at: Date | null;
  readonly took_ms: number | null;
  readonly says: string | null;
  readonly off: Off | null;
  readonly off_until: Date | null;
}

const probeColumns = `p.id, p.environment, p.name, p.kind, p.target, p.is_real, p.every_ms, p.state,
  p.since, p.last_at, p.took_ms, p.says, p.off, p.off_until`;

const isOff = (at: string): string =>
  `(p.off is not null and (p.off_until is null or p.off_until > ${at}))`;
/** How it is shown, as `shownStates`. */
const shownState = (at: string): string =>
  `case when ${isOff(at)} then 'off'
     when coalesce(${isForgotten('p', at)}, true) then 'not-known' else p.state end`;

/** The probes of these environments with the time of the database. One statement. */
export async function readProbes(
  sql: Sql,
  environments: readonly string[],
): Promise<{ readonly asOf: Date; readonly probes: readonly ProbeRow[] }> {
  const rows = await sql.rows<ProbeRow & { readonly as_of: Date; readonly is_probe: boolean }>(
    `select t.at as as_of, p.id is not null as is_probe, ${probeColumns}
     from (select clock_timestamp() as at) t
     left join probe p on p.environment = any($1::text[])
     order by p.environment, p.is_real desc, p.id`,
    [environments],
  );
  const [first] = rows;
  if (first === undefined) throw new Error('the database told no time');
  return { asOf: first.as_of, probes: rows.filter(({ is_probe: isProbe }) => isProbe) };
}

interface ShellRow {
  readonly environment: string;
  readonly probes: number;
  readonly down: number;
  readonly degraded: number;
  readonly not_known: number;
  readonly incidents: readonly IncidentBrief[];
}

/**
 * How many probes of each environment are how, without those that are off on purpose, and its open
 * incidents, the newest first, of which at most `most`. One statement.
 */
export function readShell(
  sql: Sql,
  environments: readonly string[],
  most: number,
): Promise<ShellRow[]> {
  const counted = (state: Outcome): string =>
    `count(*) filter (where p.shown = '${state}')::integer`;
  return sql.rows<ShellRow>(
    `select e.name as environment, count(p.id)::integer as probes, ${counted('down')} as down,
       ${counted('degraded')} as degraded, ${counted('not-known')} as not_known,
       (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'title', i.title,
          'since', ${isoUtc('i.since')}, 'about',
          case when i.holder like 'service:%' then 'service'
            when i.holder like 'known:%' then split_part(i.holder, ':', 2) end)
          order by i.id desc), '[]')
        from (select * from incident i where i.environment = e.name and i.resolved_at is null
          order by i.id desc limit $2) i) as incidents
     from unnest($1::text[]) e(name)
     left join lateral (select p.id, ${shownState('clock_timestamp()')} as shown
       from probe p where p.environment = e.name) p on true
     group by e.name`,
    [environments, most],
  );
}

const conditions = {
  text: `not exists (select 1 from unnest($2::text[]) word
    where strpos(lower(p.name || ' ' || p.target), word) = 0)`,
  where: `($3::text is null or p.environment = $3)`,
  state: `($4::text[] is null or p.shown = any($4))`,
  kind: `($5::text is null or p.kind = $5)`,
} as const;

interface Asked {
  /** In their order; the console's own is ''. */
  readonly environments: readonly string[];
  readonly filters: ServiceListRequest['filters'];
}

const paramsOf = ({
  environments,
  filters: { text = '', where, state, kind },
}: Asked): unknown[] => [
  environments,
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== ''),
  where === ownProbes ? '' : (where ?? null),
  state ?? null,
  kind ?? null,
];

export interface FacetRow {
  readonly filter: 'where' | 'state' | 'kind';
  readonly value: string;
  readonly count: number;
}

const facetValues: Readonly<Record<FacetRow['filter'], string>> = {
  where: 'p.environment',
  state: 'p.shown',
  kind: 'p.kind',
};

/** Of each filter how many have each value, of those that the other filters let through. */
const facets = Object.entries(facetValues)
  .map(([filter, value]) => {
    const others = Object.entries(conditions).filter(([name]) => name !== filter);
    return `select '${filter}' as filter, ${value} as value, count(*)::integer as count
      from shown p where ${others.map(([, condition]) => condition).join(' and ')}
      group by ${value}`;
  })
  .join(' union all ');

export interface StatusNow {
  readonly as_of: Date;
  readonly open_incidents: number;
  readonly planned_work: number;
  readonly facets: readonly FacetRow[];
}

/** The time of the database, what is open and planned, and what filters can be. One statement. */
export async function readStatusNow(sql: Sql, asked: Asked): Promise<StatusNow> {
  const [now] = await sql.rows<StatusNow>(
    `with t as materialized (select clock_timestamp() as at),
     shown as materialized (
       select p.environment, p.name, p.target, p.kind, ${shownState('t.at')} as shown
       from probe p, t where p.environment = any($1::text[])
     )
     select t.at as as_of,
       (select count(*)::integer from incident i
        where i.environment = any($1::text[]) and i.resolved_at is null) as open_incidents,
       (select count(*)::integer from maintenance m
        where m.environment = any($1::text[]) and ${notOverAt('t.at')}) as planned_work,
       (select coalesce(jsonb_agg(f), '[]') from (${facets}) f) as facets
     from t`,
    paramsOf(asked),
  );
  if (now === undefined) throw new Error('the database told no time');
  return now;
}

const orders: Readonly<Record<ServiceSort, string>> = {
  environment: 'place',
  name: 'lower(name)',
  state: `array_position(array['down', 'degraded', 'not-known', 'up', 'off'], shown)`,
  since: 'since',
};
const directions = { ascending: 'asc', descending: 'desc' } as const;

interface AskedPage extends Asked, Pick<ServiceListRequest, 'sort' | 'limit' | 'offset'> {
  /** The states are those of this moment. */
  readonly asOf: Date;
}

/** One statement. */
export function listProbeRows(
  sql: Sql,
  { sort, limit, offset, asOf, ...asked }: AskedPage,
): Promise<Page<ProbeRow>> {
  return selectPage<ProbeRow>(sql, {
    matching: `select * from (
        select ${probeColumns}, ${shownState('$6::timestamptz')} as shown,
          array_position($1::text[], p.environment) as place
        from probe p where p.environment = any($1::text[])
      ) p where ${Object.values(conditions).join(' and ')}`,
    params: [...paramsOf(asked), asOf],
    order: `${orders[sort.column]} ${directions[sort.direction]}, place, is_real desc, lower(name),
      id`,
    limit,
    offset,
  });
}

interface OneProbeRow extends ProbeRow {
  readonly as_of: Date;
  readonly incidents: readonly ServiceIncident[];
}

/**
 * One of these environments, with the time of the database and the newest incidents that it took
 * part in; null: there is none. One statement.
 */
export async function readProbe(
  sql: Sql,
  environments: readonly string[],
  { id, mostIncidents }: { readonly id: string; readonly mostIncidents: number },
): Promise<OneProbeRow | null> {
  const [row] = await sql.rows<OneProbeRow>(
    `select clock_timestamp() as as_of, ${probeColumns},
       (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'title', i.title,
          'state', i.state, 'since', ${isoUtc('i.part_since')},
          'resolvedAt', ${isoUtc('i.resolved_at')}) order by i.id desc), '[]')
        from (select i.*, q.since as part_since from incident_part q
          join incident i on i.id = q.incident
          where q.probe = p.id order by i.id desc limit $3) i) as incidents
     from probe p where p.id = $2 and p.environment = any($1::text[])`,
    [environments, id, mostIncidents],
  );
  return row ?? null;
}

/** By their ids, those that are there. One statement. */
export function readProbesCalled(sql: Sql, ids: readonly string[]): Promise<ProbeRow[]> {
  return sql.rows<ProbeRow>(
    `select ${probeColumns} from probe p where p.id = any($1::text[]) order by lower(p.name), p.id`,
    [ids],
  );
}
