/** The only file that touches the entries of allow lists. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { EntryState } from './model.ts';

export interface EntryRow {
  readonly list: string;
  readonly label: string;
  readonly address: string | null;
  readonly state: EntryState;
  readonly changed_by: string;
  readonly changed_at: Date;
}

export function readEntries(sql: Sql): Promise<EntryRow[]> {
  return sql.rows<EntryRow>(
    `select list, label, address, state, changed_by, changed_at from allow_list_entry
     order by list, lower(label), id`,
  );
}

/** One key a label: a newer address replaces the older one, and none leaves it. */
export async function saveEntry(
  tx: Sql,
  entry: { readonly list: string; readonly label: string; readonly address: string | null },
  actor: string,
): Promise<void> {
  await tx.run(
    `insert into allow_list_entry (list, label, address, state, changed_by)
     values ($1, $2, $3, 'saved', $4)
     on conflict (list, label) do update set
       address = coalesce(excluded.address, allow_list_entry.address), state = 'saved',
       changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
    [entry.list, entry.label, entry.address, actor],
  );
}

/** Until the transaction ends, nobody else changes who is on a list. */
export const lockEntries = (tx: Sql): Promise<number> =>
  tx.run('lock table allow_list_entry in share row exclusive mode');

/**
 * Whether it was there. It waits for a deployment unless none ever had it; its address goes at
 * once.
 */
export async function removeEntry(
  tx: Sql,
  list: string,
  label: string,
  actor: string,
): Promise<boolean> {
  const forgotten = await tx.run(
    `delete from allow_list_entry
     where list = $1 and label = $2 and state = 'saved' and not is_deployed`,
    [list, label],
  );
  if (forgotten > 0) return true;
  const changed = await tx.run(
    `update allow_list_entry set state = 'removed', address = null, changed_by = $3,
       changed_at = clock_timestamp()
     where list = $1 and label = $2 and state <> 'removed'`,
    [list, label, actor],
  );
  return changed > 0;
}

export async function deployEntries(tx: Sql, list: string, actor: string): Promise<void> {
  await tx.run(`delete from allow_list_entry where list = $1 and state = 'removed'`, [list]);
  await tx.run(
    `update allow_list_entry set state = 'deployed', is_deployed = true, changed_by = $2,
       changed_at = clock_timestamp() where list = $1 and state = 'saved'`,
    [list, actor],
  );
}

/** Those that wait for a deployment. */
export const readPending = (sql: Sql, list: string) =>
  sql.rows<Pick<EntryRow, 'label' | 'changed_at'>>(
    `select label, changed_at from allow_list_entry where list = $1 and state <> 'deployed'`,
    [list],
  );
