import type { Sql } from '#lib/platform/database/database.ts';

/** What anybody can make up fills no table. */
export const mostPaceRows = 10_000;
/** From where somebody signed in once. */
const knownForDays = 90;

export interface Bucket {
  /** Keys sort alike in all statements: rows are locked in their order. */
  readonly key: string;
  /** At once, after a long pause. */
  readonly tries: number;
  /** After that, one more in so much time. */
  readonly everyMs: number;
  /** No try is taken from it while this key is known. */
  readonly unlessKnown?: string;
}

export interface Taken {
  readonly isAdmitted: boolean;
  /** The buckets from which a try was taken, also where a later one was empty. */
  readonly from: readonly Bucket[];
  /** Until each has one. */
  readonly waitMs: number;
}

const interval = (ms: number): string => `interval '${Math.round(ms)} milliseconds'`;

// What is past says nothing any more; beyond the limit, what says something for the shortest time
// goes first. Never a row that the same statement touches, nor one that another statement holds.
const forgotten = `
  delete from sign_in_pace where key in (
    select key from sign_in_pace
    where key <> all($1::text[]) and until < greatest(statement_timestamp(),
      (select until from sign_in_pace order by until desc offset ${mostPaceRows} limit 1))
    order by until limit 100 for update skip locked
  )`;

/**
 * Takes one try from each bucket in turn, until one is empty. A row says when its bucket will be
 * full again; there is none of a full one.
 */
export async function takeTries(sql: Sql, buckets: readonly Bucket[]): Promise<Taken> {
  const keys = buckets.flatMap(({ key, unlessKnown }) =>
    unlessKnown === undefined ? [key] : [key, unlessKnown],
  );
  const parameter = (key: string): string => `$${keys.indexOf(key) + 2}::text`;
  let isPassed = 'true';
  const parts = buckets.map(({ key, tries, everyMs, unlessKnown }, position) => {
    const [every, most] = [interval(everyMs), interval((tries - 1) * everyMs)];
    const isKnown =
      unlessKnown === undefined
        ? 'false'
        : `exists (select from sign_in_pace
            where key = ${parameter(unlessKnown)} and until > clock_timestamp())`;
    const name = `bucket_${position}`;
    const taking = `${name} as (
      insert into sign_in_pace as pace (key, until)
      select ${parameter(key)}, clock_timestamp() + ${every} where ${isPassed} and not ${isKnown}
      on conflict (key) do update set until = greatest(pace.until, clock_timestamp()) + ${every}
        where pace.until <= clock_timestamp() + ${most}
      returning key)`;
    isPassed = `(${isPassed} and (${isKnown} or exists (select from ${name})))`;
    const reading = `select ${position} as position, exists (select from ${name}) as "isTaken",
      ${isPassed} as "isPassed",
      (select ceil(extract(epoch from until - clock_timestamp() - ${most}) * 1000)
        from sign_in_pace where key = ${parameter(key)} and not ${isKnown})::int as "waitMs"`;
    return { taking, reading };
  });
  const rows = await sql.rows<{
    readonly position: number;
    readonly isTaken: boolean;
    readonly isPassed: boolean;
    readonly waitMs: number | null;
  }>(
    `with forgotten as (${forgotten}), ${parts.map(({ taking }) => taking).join(', ')}
     ${parts.map(({ reading }) => reading).join(' union all ')} order by position`,
    [keys, ...keys],
  );
  return {
    isAdmitted: rows.at(-1)?.isPassed ?? false,
    from: buckets.filter((_, position) => rows[position]?.isTaken === true),
    waitMs: Math.max(0, ...rows.map(({ waitMs }) => waitMs ?? 0)),
  };
}

/** Gives back so many tries to each; what is full stays full. */
export async function giveBackTries(
  sql: Sql,
  given: readonly { readonly bucket: Bucket; readonly tries: number }[],
): Promise<void> {
  await sql.run(
    `with locked as (
       select key from sign_in_pace where key = any($1::text[]) order by key for update
     )
     update sign_in_pace as pace set until = pace.until - given.ms * interval '1 millisecond'
     from locked join unnest($1::text[], $2::int[]) as given (key, ms) on given.key = locked.key
     where pace.key = locked.key`,
    [
      given.map(({ bucket }) => bucket.key),
      given.map(({ bucket, tries }) => tries * bucket.everyMs),
    ],
  );
}

export async function keepKnown(sql: Sql, key: string): Promise<void> {
  await sql.run(
    `insert into sign_in_pace (key, until)
     values ($1, clock_timestamp() + interval '${knownForDays} days')
     on conflict (key) do update set until = excluded.until`,
    [key],
  );
}
