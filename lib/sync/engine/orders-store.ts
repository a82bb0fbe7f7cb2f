/**
 * Orders to participants that send neither headers nor counts, and the end markers that answer
 * them.
 */
import { newId } from '#lib/kernel/ids.ts';
import type { Lease } from '#lib/platform/database/lease.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { fence, fenced, held, LeaseLost } from './store.ts';

/**
 * Writes down that an order to a participant without headers is about to be published, and returns
 * how many end markers are to come: one for each order of this run without a reply yet, this
 * one included. `ends` are those that were taken off the queue before it.
 */
export async function recordOrder(
  sql: Sql,
  lease: Lease,
  runId: string,
  position: number,
  ends: number,
): Promise<number> {
  const [row] = await sql.rows<{ pending: number }>(
    `with ${held}, once as (
       select case when order_key is distinct from $7::uuid then 1 else 0 end as times
       from run_stage where run_id = $4 and position = $5)
     update run_stage set orders = orders + times, ends = least(orders, ends + $6::int * times),
       order_key = $7::uuid, ends_keys = '[]'
     from held, once where run_id = $4 and position = $5
     returning orders - ends as pending`,
    [...fence(lease), runId, position, ends, newId()],
  );
  if (row === undefined) throw new LeaseLost();
  return row.pending;
}

/**
 * Writes down that this many of the orders have had their reply, before their end markers are
 * acknowledged.
 */
export async function recordEnds(
  sql: Sql,
  lease: Lease,
  runId: string,
  position: number,
  ends: number,
): Promise<void> {
  await fenced(
    sql,
    `with ${held}
     update run_stage set
       ends = case when ends_keys ? $7 then ends else least(orders, ends + $6::int) end,
       ends_keys = case when ends_keys ? $7 then ends_keys
         else ends_keys || to_jsonb($7::text) end
     from held where run_id = $4 and position = $5`,
    [...fence(lease), runId, position, ends, newId()],
  );
}

/** Expects nothing more of any order that was sent so far. */
export async function resetOrders(
  sql: Sql,
  lease: Lease,
  runId: string,
  position: number,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run_stage set ends = orders from held where run_id = $4 and position = $5`,
    [...fence(lease), runId, position],
  );
}
