import type { Actor } from '#lib/access/index.ts';
import { may } from '#lib/access/model.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import type { InventoryWorld } from '../list-items.ts';
import { seeAllowedAddresses } from '../permissions.ts';
import type { AllowListView } from './model.ts';
import { readEntries } from './store.ts';

/** Those that have entries; addresses only for who may see them. One statement. */
export async function showAllowLists(
  { database }: InventoryWorld,
  actor: Pick<Actor, 'role' | 'mustChangePassword'>,
): Promise<Result<readonly AllowListView[]>> {
  const rows = await readEntries(database);
  const seesAddresses = may(actor, seeAllowedAddresses, null).ok;
  return done(
    [...new Set(rows.map(({ list }) => list))].map((list) => ({
      list,
      entries: rows
        .filter((row) => row.list === list)
        .map(({ label, address, state, changed_by, changed_at }) => ({
          label,
          state,
          changedBy: changed_by,
          changedAt: changed_at.toISOString(),
          hasAddress: address !== null,
          address: seesAddresses ? address : null,
        })),
    })),
  );
}
