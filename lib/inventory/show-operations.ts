import { done, type Result } from '#lib/kernel/result.ts';
import { readItemsOfKinds } from './kinds-store.ts';
import type { InventoryWorld } from './list-items.ts';
import { thingsOf, type ThingView } from './things.ts';

const accountKinds = [
  'linux-user',
  'linux-group',
  'oracle-account',
  'oracle-role',
  'access-role',
  'external-access',
  'data-source',
  'oracle-schema',
  'oracle-db-link',
];
const runbookKinds = ['procedure', 'command'];

/** Firewall rules, accounts, groups, data sources and procedures of all estates. One statement. */
export async function showOperations({
  database,
}: InventoryWorld): Promise<Result<readonly ThingView[]>> {
  const kinds = ['firewall-rule', ...accountKinds, ...runbookKinds];
  return done(thingsOf(await readItemsOfKinds(database, kinds, null), kinds));
}
