import type { Database, Sql } from '../../database/database.ts';
import type { OutgoingMessage, QueueDepth, Route } from '../port.ts';
import { toMultirange } from './ranges.ts';

// Bodies travel as one text cut at this character: array parameters and rows of results cost
// several times as much on the embedded database. Raw control characters cannot occur in JSON text.
const separator = '\u001e';

/**
 * Ids of a queue's messages are dense and committed in order, because publishing holds the queue's
 * row: what was never handed out is one range behind `next_id`, and what is claimed or handed back
 * is a multirange in one small row, not a mark on each message.
 */
export interface ClaimedMessages {
  readonly ids: readonly number[];
  readonly bodies: readonly string[];
  readonly headers: readonly string[];
  /** Ids below this one had been handed out before. */
  readonly freshFrom: number;
}

/**
 * Creates what is missing of one environment; every queue is also bound to the nameless exchange by
 * its own name, as in AMQP.
 */
export async function ensureTopology(
  database: Database,
  environment: string,
  routes: readonly Route[],
): Promise<void> {
  const bindings = routes.flatMap((route) =>
    route.queues.map((queue) => ({ exchange: route.exchange, key: route.key, queue })),
  );
  const queues = [...new Set(bindings.map((binding) => binding.queue))].sort();
  await database.transaction(async (tx) => {
    await tx.run(
      `insert into broker_queue (environment, name)
       select $2, wanted.name from unnest($1::text[]) wanted(name)
       where not exists (select 1 from broker_queue known
                         where known.environment = $2 and known.name = wanted.name)
       on conflict (environment, name) do nothing`,
      [queues, environment],
    );
    await tx.run(
      `insert into broker_cursor (queue_id)
       select id from broker_queue where environment = $2 and name = any($1::text[])
       on conflict (queue_id) do nothing`,
      [queues, environment],
    );
    await tx.run(
      `insert into broker_binding (exchange, key, queue_id)
       select binding.exchange, binding.key, queue.id
       from (select * from unnest($1::text[], $2::text[], $3::text[]) b(exchange, key, name)
             union select '', name, name from unnest($3::text[]) name) binding
       join broker_queue queue on queue.environment = $4 and queue.name = binding.name
       on conflict do nothing`,
      [
        bindings.map((b) => b.exchange),
        bindings.map((b) => b.key),
        bindings.map((b) => b.queue),
        environment,
      ],
    );
  });
}

/**
 * The queues that received them; none where none is bound to that key. One statement, so all of the
 * messages are durable or none.
 */
export async function insertMessages(
  database: Sql,
  environment: string,
  route: Route,
  messages: readonly OutgoingMessage[],
): Promise<readonly number[]> {
  const queues = await database.rows<{ id: number }>(
    `with bound as materialized (
       select q.id from broker_queue q join broker_binding b on b.queue_id = q.id
       where b.exchange = $1 and b.key = $2 and q.environment = $7 order by q.id for update of q
     ), target as materialized (
       update broker_queue q set last_id = q.last_id + $3::bigint from bound where q.id = bound.id
       returning q.id, q.last_id - $3::bigint as base
     ), inserted as (
       insert into broker_message (queue_id, id, body, headers)
       select target.id, target.base + m.position, m.body, m.headers
       from target, rows from (string_to_table($4, $6), string_to_table($5, $6))
         with ordinality m(body, headers, position)
     )
     select id from target`,
    [
      route.exchange,
      route.key,
      messages.length,
      messages.map((message) => message.body).join(separator),
      messages.map((message) => JSON.stringify(message.headers)).join(separator),
      separator,
      environment,
    ],
  );
  return queues.map((queue) => queue.id);
}

export async function findQueue(
  database: Sql,
  environment: string,
  name: string,
): Promise<number | null> {
  const [row] = await database.rows<{ id: number }>(
    'select id from broker_queue where environment = $1 and name = $2',
    [environment, name],
  );
  return row?.id ?? null;
}

export async function register(
  database: Sql,
  queueId: number,
  consumer: string,
  ttlMs: number,
): Promise<void> {
  await database.run(
    `insert into broker_consumer (id, queue_id, expires_at)
     values ($1, $2, clock_timestamp() + make_interval(secs => $3::double precision / 1000))`,
    [consumer, queueId, ttlMs],
  );
}

/** Cheap and without locks, for idle polling. */
export async function hasReady(database: Sql, queueId: number): Promise<boolean> {
  const [row] = await database.rows<{ ready: boolean }>(
    `select q.last_id >= c.next_id or not isempty(c.returned) as ready
     from broker_queue q join broker_cursor c on c.queue_id = q.id where q.id = $1`,
    [queueId],
  );
  return row?.ready ?? false;
}

/**
 * Claims the lowest free ids, at most `limit`, and reads them. Null: the consumer's claim has
 * lapsed. Only ids up to the `last_id` of the statement's own snapshot: the cursor may be newer,
 * after waiting for its lock, and name messages that are not yet seen here.
 */
export async function claim(
  database: Sql,
  queueId: number,
  consumer: string,
  limit: number,
  ttlMs: number,
): Promise<ClaimedMessages | null> {
  const [row] = await database.rows<{
    fresh_from: number;
    ids: string | null;
    bodies: string | null;
    headers: string | null;
  }>(
    `with me as materialized (
       select id from broker_consumer where id = $1 for update
     ), place as materialized (
       select c.next_id, c.returned from broker_cursor c, me where c.queue_id = $2 for update of c
     ), free as (
       select lower(r) as lo, upper(r) as hi
       from place, broker_queue q,
         unnest((place.returned + int8multirange(int8range(place.next_id, null)))
           * int8multirange(int8range(0, q.last_id + 1))) r
       where q.id = $2
     ), counted as (
       select lo, hi, (sum(hi - lo) over (order by lo))::bigint - (hi - lo) as before from free
     ), claimed as materialized (
       select range_agg(int8range(lo, least(hi, lo + $3::bigint - before))) as ids
       from counted where before < $3::bigint
     ), moved as (
       update broker_cursor c
       set next_id = greatest(c.next_id, upper(claimed.ids)), returned = c.returned - claimed.ids
       from claimed where c.queue_id = $2 and claimed.ids is not null
     ), held as (
       update broker_consumer c
       set held = c.held + claimed.ids,
         expires_at = clock_timestamp() + make_interval(secs => $4::double precision / 1000)
       from claimed where c.id = $1 and claimed.ids is not null
     ), message as (
       select id, body, headers from broker_message
       where queue_id = $2 and id >= (select lower(ids) from claimed)
         and id < (select upper(ids) from claimed) and (select ids from claimed) @> id
       order by id
     )
     select place.next_id as fresh_from, string_agg(id::text, ',') as ids,
       string_agg(body, $5) as bodies, string_agg(headers, $5) as headers
     from place left join message on true group by place.next_id`,
    [consumer, queueId, limit, ttlMs, separator],
  );
  if (row === undefined) return null;
  if (row.ids === null || row.bodies === null || row.headers === null)
    return { ids: [], bodies: [], headers: [], freshFrom: row.fresh_from };
  return {
    ids: row.ids.split(',').map(Number),
    bodies: row.bodies.split(separator),
    headers: row.headers.split(separator),
    freshFrom: row.fresh_from,
  };
}

/** Deletes what the consumer holds; nothing when its claim has lapsed. Also renews the claim. */
export async function settle(
  database: Sql,
  consumer: string,
  ids: readonly number[],
  ttlMs: number,
): Promise<number> {
  return database.run(
    `with me as materialized (
       update broker_consumer set held = held - $2::int8multirange,
         expires_at = clock_timestamp() + make_interval(secs => $3::double precision / 1000)
       where id = $1 returning queue_id
     )
     delete from broker_message
     where queue_id = (select queue_id from me) and id >= lower($2::int8multirange)
       and id < upper($2::int8multirange) and $2::int8multirange @> id`,
    [consumer, toMultirange(ids), ttlMs],
  );
}

/** Gives `freed`, a part of what a consumer holds, back to its queue. */
const returning = (freed: string): string =>
  `with me as materialized (
     select id, queue_id, ${freed} as freed from broker_consumer where id = $1 for update
   ), left_over as (
     update broker_consumer c set held = c.held - me.freed from me where c.id = me.id
   )
   update broker_cursor c set returned = c.returned + me.freed
   from me where c.queue_id = me.queue_id`;

/**
 * Of these, only what the consumer still holds: repeated after a lost result, it frees nothing
 * that others have claimed since.
 */
export async function returnMessages(
  database: Sql,
  consumer: string,
  ids: readonly number[],
): Promise<void> {
  await database.run(returning('held * $2::int8multirange'), [consumer, toMultirange(ids)]);
}

/** Frees what the consumer holds beyond `known`: claimed by a statement whose result was lost. */
export async function returnAllBut(
  database: Sql,
  consumer: string,
  known: readonly number[],
): Promise<void> {
  await database.run(returning('held - $2::int8multirange'), [consumer, toMultirange(known)]);
}

/** False: the claim has lapsed and what it held belongs to others. */
export async function renew(database: Sql, consumer: string, ttlMs: number): Promise<boolean> {
  const touched = await database.run(
    `update broker_consumer
     set expires_at = clock_timestamp() + make_interval(secs => $2::double precision / 1000)
     where id = $1`,
    [consumer, ttlMs],
  );
  return touched === 1;
}

export async function unregister(database: Sql, consumer: string): Promise<void> {
  await database.run(
    `with me as materialized (delete from broker_consumer where id = $1 returning queue_id, held)
     update broker_cursor c set returned = c.returned + me.held
     from me where c.queue_id = me.queue_id`,
    [consumer],
  );
}

/** Hands back what consumers held that have not renewed their claim in time, of every queue. */
export async function reap(database: Sql): Promise<void> {
  await database.run(
    `with dead as materialized (
       delete from broker_consumer where id in (
         select id from broker_consumer where expires_at < clock_timestamp()
         for update skip locked)
       returning queue_id, held
     ), back as (
       select dead.queue_id, range_agg(r) as ids
       from dead, unnest(dead.held) r group by dead.queue_id
     )
     update broker_cursor c set returned = c.returned + back.ids
     from back where c.queue_id = back.queue_id`,
  );
}

export async function countMessages(
  database: Sql,
  environment: string,
  queue: string,
): Promise<Omit<QueueDepth, 'otherConsumers'> | null> {
  const [row] = await database.rows<{ ready: number; unacknowledged: number; consumers: number }>(
    `select
       q.last_id - c.next_id + 1 + (
         select coalesce(sum(upper(r) - lower(r)), 0)::bigint from unnest(c.returned) r
       ) as ready,
       (select coalesce(sum(upper(r) - lower(r)), 0)::bigint
        from broker_consumer k, unnest(k.held) r where k.queue_id = q.id) as unacknowledged,
       (select count(*) from broker_consumer k
        where k.queue_id = q.id and k.expires_at > clock_timestamp()) as consumers
     from broker_queue q join broker_cursor c on c.queue_id = q.id
     where q.environment = $1 and q.name = $2`,
    [environment, queue],
  );
  return row === undefined ? null : { ...row, messages: row.ready + row.unacknowledged };
}
