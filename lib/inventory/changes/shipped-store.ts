/** What was shipped last of each estate. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { ItemSnapshot } from './snapshot.ts';

export async function readShippedChecksums(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.rows<{ estate: string; checksum: string }>(
    'select estate, checksum from inventory_shipped',
  );
  return new Map(rows.map(({ estate, checksum }) => [estate, checksum]));
}

export interface ShippedItem {
  readonly key: string;
  readonly itemId: number;
  /** Of what it said. */
  readonly hash: string;
  /** What the file says by now of something that people had changed. */
  readonly offered: ItemSnapshot | null;
}

/** By the keys of the files. */
export async function readShippedItems(
  sql: Sql,
  estate: string,
): Promise<ReadonlyMap<string, ShippedItem>> {
  const rows = await sql.rows<{
    key: string;
    item_id: number;
    hash: string;
    offered: ItemSnapshot | null;
  }>('select key, item_id, hash, offered from inventory_shipped_item where estate = $1', [estate]);
  return new Map(
    rows.map(({ key, item_id, hash, offered }) => [key, { key, itemId: item_id, hash, offered }]),
  );
}

/** Of every file, with what has it. */
export function readShippedKeys(sql: Sql): Promise<{ key: string; itemId: number }[]> {
  return sql.rows('select key, item_id as "itemId" from inventory_shipped_item');
}

/** Instead of what was kept of that estate. */
export async function writeShipped(
  tx: Sql,
  { estate, checksum }: { readonly estate: string; readonly checksum: string },
  items: readonly ShippedItem[],
): Promise<void> {
  await tx.run('delete from inventory_shipped where estate = $1', [estate]);
  await tx.run('insert into inventory_shipped (estate, checksum) values ($1, $2)', [
    estate,
    checksum,
  ]);
  await tx.run(
    `insert into inventory_shipped_item (estate, key, item_id, hash, offered)
     select $1, key, "itemId", hash, offered
     from jsonb_to_recordset($2::jsonb) s(key text, "itemId" bigint, hash text, offered jsonb)`,
    [estate, JSON.stringify(items)],
  );
}
