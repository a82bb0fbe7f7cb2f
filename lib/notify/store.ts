/** The tables of notices. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { Notice, Severity } from './model.ts';
import type { Group } from './rules.ts';
import type { SentNotice } from './send.ts';

export async function addNotice(tx: Sql, notice: Notice): Promise<void> {
  const { environment, event, severity, title, text, path, key, isResolved } = notice;
  await tx.run(
    `insert into notice (environment, event, severity, title, text, path, key, is_resolved)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [environment, event, severity, title, text, path, key, isResolved],
  );
}

const noticeColumns = `n.id, n.environment, n.event, n.severity, n.title, n.text, n.path, n.key,
  n.is_resolved as "isResolved", n.is_repeated as "isRepeated", n.at`;

/** Of which nobody has decided yet who is told, the oldest first. */
export const noticesToRoute = (tx: Sql, most: number): Promise<SentNotice[]> =>
  tx.rows<SentNotice>(
    `select ${noticeColumns} from notice n where n.routed_at is null
     order by n.at, n.id limit $1 for update skip locked`,
    [most],
  );

interface GroupRow extends Group {
  readonly environment: string;
  readonly key: string;
}

export const groupName = (environment: string, key: string): string => `${environment} ${key}`;

/** By `groupName`. */
export async function groupsOf(
  tx: Sql,
  notices: readonly SentNotice[],
): Promise<Map<string, Group>> {
  const keyed = notices.filter(({ key }) => key !== null);
  const rows = await tx.rows<GroupRow>(
    `select g.environment, g.key, g.is_open as "isOpen", g.severity, g.count
     from notice_group g join (select distinct * from unnest($1::text[], $2::text[])) w(e, k)
       on g.environment = w.e and g.key = w.k`,
    [keyed.map(({ environment }) => environment), keyed.map(({ key }) => key)],
  );
  return new Map(rows.map((row) => [groupName(row.environment, row.key), row]));
}

export async function saveGroups(tx: Sql, groups: readonly GroupRow[]): Promise<void> {
  await tx.run(
    `insert into notice_group (environment, key, is_open, severity, count, last_at)
     select environment, key, is_open, severity, count, clock_timestamp()
     from unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::integer[])
       g(environment, key, is_open, severity, count)
     on conflict (environment, key) do update set is_open = excluded.is_open,
       severity = excluded.severity, count = excluded.count, last_at = excluded.last_at`,
    [
      groups.map(({ environment }) => environment),
      groups.map(({ key }) => key),
      groups.map(({ isOpen }) => isOpen),
      groups.map(({ severity }) => severity),
      groups.map(({ count }) => count),
    ],
  );
}

export interface NewDelivery {
  readonly noticeId: string;
  readonly route: string;
  readonly dueAt: Date;
}

export async function saveRouted(
  tx: Sql,
  notices: readonly string[],
  deliveries: readonly NewDelivery[],
  giveUpAfterMs: number,
): Promise<void> {
  await tx.run(
    `insert into notice_delivery (notice_id, route, next_at, give_up_at)
     select notice_id, route, due_at,
       greatest(due_at, clock_timestamp())
         + make_interval(secs => $4::double precision / 1000)
     from unnest($1::uuid[], $2::text[], $3::timestamptz[]) d(notice_id, route, due_at)
     on conflict (notice_id, route) do nothing`,
    [
      deliveries.map(({ noticeId }) => noticeId),
      deliveries.map(({ route }) => route),
      deliveries.map(({ dueAt }) => dueAt),
      giveUpAfterMs,
    ],
  );
  await tx.run('update notice set routed_at = clock_timestamp() where id = any($1::uuid[])', [
    notices,
  ]);
}

/** Either way what waits to be told again is not: it is counted anew from what was told. */
export async function saveAcknowledged(
  tx: Sql,
  environment: string,
  key: string,
  isAcknowledged: boolean,
): Promise<void> {
  await tx.run(
    isAcknowledged
      ? `insert into notice_acknowledgement (environment, key) values ($1, $2)
         on conflict (environment, key) do nothing`
      : 'delete from notice_acknowledgement where environment = $1 and key = $2',
    [environment, key],
  );
  await tx.run(
    `delete from notice_delivery d using notice n
     where n.environment = $1 and n.key = $2 and n.is_repeated
       and d.notice_id = n.id and d.state = 'waiting'`,
    [environment, key],
  );
}

interface Unacknowledged extends SentNotice {
  readonly route: string;
  /** The worst since it began. */
  readonly worst: Severity;
}

/**
 * What goes on, was told along a route so long ago, and nobody has acknowledged: as it was told
 * last. What still waits there is told first.
 */
export const unacknowledged = (
  tx: Sql,
  routes: readonly { readonly name: string; readonly repeatMinutes: number | null }[],
  events: readonly string[],
): Promise<Unacknowledged[]> =>
  tx.rows<Unacknowledged>(
    `select ${noticeColumns}, r.name as route, g.severity as worst
     from unnest($1::text[], $2::integer[]) r(name, minutes)
     join notice_group g on g.is_open and not exists (select from notice_acknowledgement a
       where a.environment = g.environment and a.key = g.key)
     join lateral (
       select max(d.ended_at) as at, bool_or(d.state = 'waiting') as is_waiting
       from notice o join notice_delivery d on d.notice_id = o.id and d.route = r.name
       where o.environment = g.environment and o.key = g.key
     ) told on not told.is_waiting
       and told.at <= clock_timestamp() - make_interval(mins => r.minutes)
     join lateral (
       select * from notice o where o.environment = g.environment and o.key = g.key
         and not o.is_resolved and o.routed_at is not null and o.event = any($3::text[])
       order by o.at desc limit 1
     ) n on true
     where r.minutes is not null`,
    [routes.map(({ name }) => name), routes.map((one) => one.repeatMinutes), events],
  );

/** The same once more, with an id of its own. */
export async function repeatNotice(
  tx: Sql,
  noticeId: string,
  route: string,
  dueAt: Date,
  giveUpAfterMs: number,
): Promise<void> {
  await tx.run(
    `with again as (
       insert into notice (environment, event, severity, title, text, path, key, is_repeated,
         routed_at)
       select environment, event, severity, title, text, path, key, true, clock_timestamp()
       from notice where id = $1 returning id
     )
     insert into notice_delivery (notice_id, route, next_at, give_up_at)
     select id, $2, $3, greatest($3, clock_timestamp())
       + make_interval(secs => $4::double precision / 1000)
     from again`,
    [noticeId, route, dueAt, giveUpAfterMs],
  );
}

export interface DueDelivery extends SentNotice {
  readonly route: string;
  readonly attempts: number;
}

/**
 * What may be sent now along these routes, of each at most so many, the longest due first. What
 * goes on under one key is told in the order in which it happened: an end that overtakes its
 * beginning would leave whoever reads the two with an outage that is over.
 */
export const dueDeliveries = (
  sql: Sql,
  routes: readonly string[],
  mostOfEach: number,
): Promise<DueDelivery[]> =>
  sql.rows<DueDelivery>(
    `select ${noticeColumns}, d.route, d.attempts
     from unnest($1::text[]) r(name), lateral (
       select w.* from notice_delivery w join notice o on o.id = w.notice_id
       where w.route = r.name and w.state = 'waiting' and w.next_at <= clock_timestamp()
         and not exists (
           select from notice earlier
           join notice_delivery e on e.notice_id = earlier.id and e.route = w.route
           where e.state = 'waiting' and earlier.environment = o.environment
             and earlier.key = o.key and (earlier.at, earlier.id) < (o.at, o.id))
       order by w.next_at limit $2::integer) d
     join notice n on n.id = d.notice_id
     order by d.next_at`,
    [routes, mostOfEach],
  );

export async function saveDelivered(sql: Sql, noticeId: string, route: string): Promise<void> {
  await sql.run(
    `update notice_delivery set state = 'delivered', attempts = attempts + 1, says = null,
       ended_at = clock_timestamp()
     where notice_id = $1 and route = $2 and state = 'waiting'`,
    [noticeId, route],
  );
}

/** It is tried again after so long, or dead where its time has passed. */
export async function saveNotDelivered(
  sql: Sql,
  noticeId: string,
  route: string,
  says: string,
  againAfterMs: number,
): Promise<void> {
  await sql.run(
    `update notice_delivery set attempts = attempts + 1, says = $3,
       state = case when give_up_at <= clock_timestamp() then 'dead' else 'waiting' end,
       ended_at = case when give_up_at <= clock_timestamp() then clock_timestamp() end,
       next_at = clock_timestamp() + make_interval(secs => $4::double precision / 1000)
     where notice_id = $1 and route = $2 and state = 'waiting'`,
    [noticeId, route, says, againAfterMs],
  );
}

/** What waits for a route that is configured no more. */
export async function endUnknownRoutes(sql: Sql, routes: readonly string[]): Promise<void> {
  await sql.run(
    `update notice_delivery set state = 'dead', ended_at = clock_timestamp(),
       says = 'Its route is configured no more.'
     where state = 'waiting' and next_at <= clock_timestamp() and not (route = any($1::text[]))
       and give_up_at <= clock_timestamp()`,
    [routes],
  );
}

export interface RouteStanding {
  readonly route: string;
  readonly waiting: number;
  readonly dead: number;
  readonly deliveredAt: Date | null;
  readonly says: string | null;
}

export const routeStandings = (sql: Sql): Promise<RouteStanding[]> =>
  sql.rows<RouteStanding>(
    `select route, count(*) filter (where state = 'waiting')::integer as waiting,
       count(*) filter (where state = 'dead')::integer as dead,
       max(ended_at) filter (where state = 'delivered') as "deliveredAt",
       (array_agg(says order by next_at desc) filter (where says is not null))[1] as says
     from notice_delivery group by route`,
  );
