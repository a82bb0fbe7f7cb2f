import { createHash } from 'node:crypto';
import { newId } from '#lib/kernel/ids.ts';
import type { Delivery, Route } from '#lib/platform/broker/port.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { Channel } from '../pipeline.ts';

export interface NewDeadLetter {
  readonly environment: string;
  readonly runId: string | null;
  readonly stage: string | null;
  readonly channel: Channel;
  readonly route: Route;
  readonly delivery: Delivery;
  readonly reason: string;
}

const lettersAtOnce = 50;

// PostgreSQL text cannot contain NUL; the replacement character marks where one was.
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

/**
 * Brokers give a message no name, so equal messages are one letter: sent from there again, one does
 * what all of them would have done.
 */
function letterId({ environment, runId, stage, delivery }: NewDeadLetter): string {
  const digest = createHash('sha256').update(
    JSON.stringify([
      environment,
      runId,
      stage,
      delivery.queue,
      delivery.body,
      Object.entries(delivery.headers).sort(),
    ]),
  );
  const hex = digest.digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/**
 * Keeps what could not be handled, whole, so that it can be sent again to where it came from. Equal
 * messages are counted; one that is only delivered again, because a worker met it and died before
 * it was acknowledged, is not.
 */
export async function keepDeadLetters(sql: Sql, letters: readonly NewDeadLetter[]): Promise<void> {
  for (let from = 0; from < letters.length; from += lettersAtOnce)
    await keepSome(sql, letters.slice(from, from + lettersAtOnce));
}

const asRow = (letter: NewDeadLetter) => ({
  id: letterId(letter),
  environment: letter.environment,
  run_id: letter.runId,
  stage: letter.stage,
  channel: letter.channel,
  exchange: letter.route.exchange,
  key: letter.route.key,
  queue: letter.delivery.queue,
  body: storable(letter.delivery.body),
  headers: Object.fromEntries(
    Object.entries(letter.delivery.headers).map(([name, value]) => [
      storable(name),
      storable(value),
    ]),
  ),
  reason: letter.reason,
  occurrences: 0,
  /** Of the occurrences, those that the broker delivers for the first time. */
  fresh: 0,
});

async function keepSome(sql: Sql, letters: readonly NewDeadLetter[]): Promise<void> {
  const rows = new Map<string, ReturnType<typeof asRow>>();
  for (const letter of letters) {
    const read = asRow(letter);
    const row = rows.get(read.id) ?? read;
    row.occurrences++;
    if (!letter.delivery.redelivered) row.fresh++;
    rows.set(row.id, row);
  }
  await sql.run(
    `with letter as (
       select * from jsonb_to_recordset($1::jsonb) as letter (id uuid, environment text, run_id
       uuid, stage text, channel text, exchange text,
         key text, queue text, body text, headers jsonb, reason text, occurrences int, fresh int)
     )
     insert into dead_letter as kept (id, environment, run_id, stage, channel, exchange, key,
     queue, body, headers, reason, occurrences, at, last_at, counted_by)
     select id, environment, run_id, stage, channel, exchange, key, queue, body, headers, reason,
     occurrences, moment, moment, $2::uuid
     from letter, (select clock_timestamp() as moment) clock order by id
     on conflict (id) do update set last_at = excluded.last_at, counted_by = excluded.counted_by,
       occurrences = kept.occurrences + (select fresh from letter where letter.id = excluded.id)
     where (select fresh from letter where letter.id = excluded.id) > 0
       and kept.counted_by is distinct from excluded.counted_by`,
    [JSON.stringify([...rows.values()]), newId()],
  );
}
