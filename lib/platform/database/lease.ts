import type { Sql } from './database.ts';

export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows with every acquisition and never goes back: the fencing token. */
  readonly token: number;
}

/**
 * Acquires the lease when it is free or has lapsed, by database time. Null: somebody else holds it.
 */
export async function acquireLease(
  database: Sql,
  name: string,
  holder: string,
  ttlMs: number,
): Promise<Lease | null> {
  const [row] = await database.rows<{ token: number }>(
    `insert into lease (name, holder, token, expires_at)
     values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3::double precision / 1000))
     on conflict (name) do update
       set holder = excluded.holder, token = lease.token + 1, expires_at = excluded.expires_at
       where lease.expires_at < clock_timestamp()
     returning token`,
    [name, holder, ttlMs],
  );
  return row === undefined ? null : { name, holder, token: row.token };
}

/**
 * False: the lease was lost (lapsed and acquired by another), and nothing may be written under its
 * token any more.
 */
export async function renewLease(database: Sql, lease: Lease, ttlMs: number): Promise<boolean> {
  const touched = await database.run(
    `update lease
     set expires_at = clock_timestamp() + make_interval(secs => $4::double precision / 1000)
     where name = $1 and holder = $2 and token = $3 and expires_at > clock_timestamp()`,
    [lease.name, lease.holder, lease.token, ttlMs],
  );
  return touched === 1;
}

/** Keeps the row, so that the token of the next holder is higher. */
export async function releaseLease(database: Sql, lease: Lease): Promise<void> {
  await database.run(
    `update lease set expires_at = clock_timestamp() - interval '1 millisecond'
     where name = $1 and holder = $2 and token = $3`,
    [lease.name, lease.holder, lease.token],
  );
}

/**
 * False: another has acquired the lease since. Nobody can until the transaction ends; one that has
 * merely lapsed is still the latest.
 */
export async function isLatestLease(tx: Sql, { name, holder, token }: Lease): Promise<boolean> {
  const rows = await tx.rows(
    'select 1 from lease where name = $1 and holder = $2 and token = $3 for update',
    [name, holder, token],
  );
  return rows.length > 0;
}

export interface LeaseTerms {
  readonly name: string;
  readonly holder: string;
  /** For so long nobody else works after a process was killed. */
  readonly ttlMs: number;
}

/**
 * Works under the lease, which is renewed meanwhile and given back at the end. Null: somebody else
 * holds it. Whether it was lost over a database that hung is for the work to ask (`isLatestLease`).
 */
export async function whileLeased<T>(
  database: Sql,
  { name, holder, ttlMs }: LeaseTerms,
  work: (lease: Lease) => Promise<T>,
): Promise<T | null> {
  const lease = await acquireLease(database, name, holder, ttlMs);
  if (lease === null) return null;
  const renewal = setInterval(() => {
    renewLease(database, lease, ttlMs).catch(() => undefined);
  }, ttlMs / 3);
  try {
    return await work(lease);
  } finally {
    clearInterval(renewal);
    await releaseLease(database, lease);
  }
}
