import { readAskable } from './askable-store.ts';
import type { InventoryWorld } from './list-items.ts';
import type { AskableCount } from './model.ts';

/** Of what one can ask from outside whether it works. */
const askableKinds = [
  ...['api-gateway', 'application', 'broker', 'cache', 'database', 'external-system', 'interface'],
  ...['load-balancer', 'managed-service', 'queue', 'search-engine', 'server', 'url', 'web-page'],
];

/**
 * Of each of these environments, as somebody outside the inventory calls them, how many of its
 * components could be asked whether they work, and how many of them are among `asked`; one that is
 * not there is left out. One statement, none where nothing is named.
 */
export async function countAskable(
  { database }: InventoryWorld,
  environments: readonly string[],
  asked: readonly string[],
): Promise<ReadonlyMap<string, AskableCount>> {
  if (environments.length === 0) return new Map();
  const rows = await readAskable(database, { environments, asked, kinds: askableKinds });
  return new Map(
    rows.map(({ called, estate, environment, estate_title: estateTitle, all, asked: many }) => [
      called,
      { estate, environment, estateTitle, kinds: askableKinds, all, asked: many },
    ]),
  );
}
