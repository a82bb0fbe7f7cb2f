import { cache } from 'react';
import {
  getIndexOverview,
  getReadersNow,
  listGenerationsIn,
  type ContractInForce,
  type Generation,
  type IndexesView,
  type ReadersNow,
} from '#lib/indexes/index.ts';
import { contractOf, contractsOf } from '#lib/sync/index.ts';
import { consoleWorld, type WebWorld } from '#lib/web/runtime.ts';

/** Of all environments, by name; one statement for a page and its frame together. */
export const allContracts = cache(() => contractsOf(consoleWorld()));

/** Of all environments; one statement for a page and its frame together. */
export const allGenerations = cache(() => {
  const { database, environments } = consoleWorld();
  return listGenerationsIn(
    database,
    environments.map(({ environment }) => environment.name),
  );
});

const own = async ({ environment: { name } }: WebWorld): Promise<Generation[]> =>
  (await allGenerations()).filter(({ environment }) => environment === name);

/** Of the environment of the page, from the same records as the frame around it. */
export async function pageContract(world: WebWorld): Promise<ContractInForce> {
  return (await allContracts()).get(world.environment.name) ?? contractOf(world);
}

/** What the page of the indexes shows, from the same records as the frame around the page. */
export async function pageIndexes(world: WebWorld): Promise<IndexesView> {
  const [contract, rows] = await Promise.all([pageContract(world), own(world)]);
  return getIndexOverview(world, contract, world.environment.name, rows);
}

/** What users read now, from the same records. */
export async function pageReaders(world: WebWorld): Promise<ReadersNow> {
  const [contract, rows] = await Promise.all([pageContract(world), own(world)]);
  return getReadersNow(world, contract, world.environment.name, rows);
}
