import type { Database } from '#lib/platform/database/database.ts';
import { notify } from '#lib/notify/index.ts';
import { noticeOfProber, proberOf, type Prober } from './prober-notice.ts';
import { readProbers } from './prober-store.ts';

/**
 * Looks whether these environments are asked, and tells where that has changed since the last
 * look; at the first look what is so is told, which changes nothing where it was told before.
 */
export function watchProbers(
  database: Database,
  environments: readonly string[],
): () => Promise<void> {
  const before = new Map<string, Prober>();
  return async () => {
    const rows = await readProbers(database, environments);
    const changed = rows
      .map((row) => ({ row, prober: proberOf(row) }))
      .filter(({ row, prober }) => before.get(row.environment) !== prober);
    if (changed.length === 0) return;
    await database.transaction(async (tx) => {
      for (const { row, prober } of changed) await notify(tx, noticeOfProber(row, prober));
    });
    for (const { row, prober } of changed) before.set(row.environment, prober);
  };
}
