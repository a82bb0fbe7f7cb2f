/** What was shipped last of each estate. */
import type { Sql } from '#lib/platform/database/database.ts';

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
}

/** By the keys of the files. */
export async function readShippedItems(
  sql: Sql,
  estate: string,
): Promise<ReadonlyMap<string, ShippedItem>> {
  const rows = await sql.rows<ShippedItem>(
    'select key, item_id as "itemId", hash from inventory_shipped_item where estate = $1',
    [estate],
  );
  return new Map(rows.map((row) => [row.key, row]));
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
    `insert into inventory_shipped_item (estate, key, item_id, hash)
     select $1, key, "itemId", hash
     from jsonb_to_recordset($2::jsonb) s(key text, "itemId" bigint, hash text)`,
    [estate, JSON.stringify(items)],
  );
}
