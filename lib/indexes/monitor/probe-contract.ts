import { FaultError } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { observeAliases } from '../contract/observe-aliases.ts';
import type { AliasCheck } from '../model.ts';
import type { Contract } from '../requests.ts';
import { listGenerations } from '../store.ts';
import { openObservations, saveObservations } from './observation-store.ts';
import {
  planFailedProbe,
  planObservations,
  type ObservationChanges,
  type OpenObservation,
} from './plan-observations.ts';

type ProbedWorld = Pick<World, 'database' | 'search' | 'environment' | 'log'>;

interface Probe {
  /** Null: the probe could not tell. */
  readonly checks: readonly AliasCheck[] | null;
  plan(open: readonly OpenObservation[]): ObservationChanges;
}

async function probe(world: ProbedWorld, contract: Contract): Promise<Probe> {
  const records = await listGenerations(world.database, world.environment.name);
  try {
    const { checks } = await observeAliases(world.search, contract.aliases, records);
    return { checks, plan: (open) => planObservations(open, checks) };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    const says = `The search side could not be read: ${error.fault.says}`;
    return { checks: null, plan: (open) => planFailedProbe(open, says) };
  }
}

/**
 * One look at the contract, recorded as what has changed since the last one. A drift that begins or
 * ends is logged. Null: the probe could not tell. Rejects with a FaultError when the database is
 * away.
 */
export async function probeContract(
  world: ProbedWorld,
  contract: Contract,
): Promise<readonly AliasCheck[] | null> {
  const { database, environment, log } = world;
  const { checks, plan } = await probe(world, contract);
  const changes = await database.transaction(async (tx) => {
    const planned = plan(await openObservations(tx, environment.name));
    await saveObservations(tx, environment.name, planned);
    return planned;
  });
  for (const { alias, state } of changes.begun)
    if (state === 'matches') log.info({ alias }, 'an alias is as the contract says');
    else log.warn({ alias, state }, 'an alias is not as the contract says, or not known');
  return checks;
}
