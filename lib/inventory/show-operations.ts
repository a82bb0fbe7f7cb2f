import { done, type Result } from '#lib/kernel/result.ts';
import type { Register } from './kind.ts';
import { kinds } from './kinds/all-kinds.ts';
import { readItemsOfKinds } from './kinds-store.ts';
import type { InventoryWorld } from './list-items.ts';
import { thingColumns, thingsOf, type OperationsView, type ThingView } from './things.ts';

const shown = kinds.filter(({ register }) => register !== undefined);

/** Firewall rules, accounts, groups, data sources and procedures of all estates. One statement. */
export async function showOperations({
  database,
}: InventoryWorld): Promise<Result<OperationsView>> {
  const all = shown.map(({ kind }) => kind);
  const rows = await readItemsOfKinds(database, all, null);
  const of = (register: Register): ThingView[] =>
    thingsOf(
      rows,
      shown.flatMap((one) => (one.register === register ? [one.kind] : [])),
    );
  return done({
    parts: {
      procedures: of('procedures'),
      accounts: of('accounts'),
      groups: of('groups'),
      sources: of('sources'),
      rules: of('rules'),
      commands: of('commands'),
    },
    columns: thingColumns(shown),
  });
}
