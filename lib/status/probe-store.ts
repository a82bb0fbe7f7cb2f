/** The tables of the probes: how each is now, and what each asking found. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { Outcome } from './model.ts';
import type { Health } from './next-health.ts';
import type { OffUntil } from './off.ts';
import type { Probe, ProbeResult } from './probe.ts';

interface HealthRow {
  readonly id: string;
  readonly state: Outcome;
  readonly since: Date;
  readonly streak_outcome: Outcome | null;
  readonly streak_count: number;
  readonly streak_since: Date | null;
  readonly last_at: Date | null;
}

export interface KnownHealth extends Health {
  /** Null: it was never asked. */
  readonly lastAt: Date | null;
}

/**
 * Has exactly these probes in an environment, the console's own being '': new ones begin as not
 * known, and those that nobody asks any more go. How each is, by its id. Two statements.
 */
export async function declareProbes(
  sql: Sql,
  environment: string,
  probes: readonly Probe[],
): Promise<ReadonlyMap<string, KnownHealth>> {
  await sql.run('delete from probe where environment = $1 and not (id = any($2::text[]))', [
    environment,
    probes.map(({ id }) => id),
  ]);
  const rows = await sql.rows<HealthRow>(
    `insert into probe (environment, id, name, kind, target, is_real, every_ms)
     select $1, id, name, kind, target, is_real, every_ms
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::integer[])
       p(id, name, kind, target, is_real, every_ms)
     on conflict (id) do update set environment = excluded.environment, name = excluded.name,
       kind = excluded.kind, target = excluded.target, is_real = excluded.is_real,
       every_ms = excluded.every_ms
     returning id, state, since, streak_outcome, streak_count, streak_since, last_at`,
    [
      environment,
      probes.map(({ id }) => id),
      probes.map(({ name }) => name),
      probes.map(({ kind }) => kind),
      probes.map(({ target }) => target),
      probes.map(({ isReal }) => isReal),
      probes.map(({ everyMs }) => everyMs),
    ],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        state: row.state,
        since: row.since,
        streak:
          row.streak_outcome === null || row.streak_since === null
            ? null
            : { outcome: row.streak_outcome, count: row.streak_count, since: row.streak_since },
        lastAt: row.last_at,
      },
    ]),
  );
}

/** What one asking found, and how the probe is from then on. */
export interface Asked {
  readonly id: string;
  readonly at: Date;
  readonly result: ProbeResult;
  readonly health: Health;
  /** Whether the state was another one before. */
  readonly hasChanged: boolean;
  /** Whether it was off on purpose then. */
  readonly isOff: boolean;
}

/** In the order of asking; of a probe that is there more than once the last one stays. */
export async function saveAsked(tx: Sql, asked: readonly Asked[]): Promise<void> {
  await tx.run(
    `insert into probe_result (probe, at, outcome, state, took_ms, is_off)
     select probe, at, outcome, state, took_ms, is_off
     from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::integer[],
       $6::boolean[]) r(probe, at, outcome, state, took_ms, is_off)
     on conflict (probe, at) do nothing`,
    [
      asked.map(({ id }) => id),
      asked.map(({ at }) => at),
      asked.map(({ result }) => result.outcome),
      asked.map(({ health }) => health.state),
      asked.map(({ result }) => result.tookMs),
      asked.map(({ isOff }) => isOff),
    ],
  );
  const last = [...new Map(asked.map((one) => [one.id, one])).values()];
  await tx.run(
    `update probe set state = n.state, since = n.since, streak_outcome = n.streak_outcome,
       streak_count = n.streak_count, streak_since = n.streak_since, last_at = n.last_at,
       took_ms = n.took_ms, says = n.says
     from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::integer[],
       $6::timestamptz[], $7::timestamptz[], $8::integer[], $9::text[])
       n(id, state, since, streak_outcome, streak_count, streak_since, last_at, took_ms, says)
     where probe.id = n.id`,
    [
      last.map(({ id }) => id),
      last.map(({ health }) => health.state),
      last.map(({ health }) => health.since),
      last.map(({ health }) => health.streak?.outcome ?? null),
      last.map(({ health }) => health.streak?.count ?? 0),
      last.map(({ health }) => health.streak?.since ?? null),
      last.map(({ at }) => at),
      last.map(({ result }) => result.tookMs),
      last.map(({ result }) => result.says),
    ],
  );
}

/** Exactly these of an environment are off on purpose from now on. */
export async function saveOff(
  tx: Sql,
  environment: string,
  off: ReadonlyMap<string, OffUntil>,
): Promise<void> {
  await tx.run(
    `update probe p set off = n.off, off_until = n.until
     from (select q.id, o.off, o.until from probe q
       left join unnest($2::text[], $3::text[], $4::timestamptz[]) o(id, off, until) on o.id = q.id
       where q.environment = $1) n
     where p.id = n.id and (p.off, p.off_until) is distinct from (n.off, n.until)`,
    [
      environment,
      [...off.keys()],
      [...off.values()].map(({ reason }) => reason),
      [...off.values()].map(({ until }) => until),
    ],
  );
}
