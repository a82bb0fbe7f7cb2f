import { readContracts, type ContractInForce, type PlannedContract } from '#lib/indexes/index.ts';
import type { ConsoleWorld } from '#lib/platform/world.ts';
import type { SyncWorld } from './world.ts';

/** The first pipeline, whose aliases every pipeline has. */
const plannedOf = (world: Pick<SyncWorld, 'pipelines'>): PlannedContract =>
  world.pipelines[0] ?? { aliases: [], indexes: [], pages: [] };

/** What readers of the environment should find. One statement. */
export async function contractOf(
  world: Pick<SyncWorld, 'database' | 'environment' | 'pipelines'>,
): Promise<ContractInForce> {
  const planned = plannedOf(world);
  const contracts = await readContracts(
    world.database,
    new Map([[world.environment.name, planned]]),
  );
  return contracts.get(world.environment.name) ?? { ...planned, version: null };
}

/** The same of every environment, by name. One statement. */
export function contractsOf(
  world: Pick<ConsoleWorld<SyncWorld>, 'database' | 'environments'>,
): Promise<ReadonlyMap<string, ContractInForce>> {
  const planned = world.environments.map((one) => [one.environment.name, plannedOf(one)] as const);
  return readContracts(world.database, new Map(planned));
}
