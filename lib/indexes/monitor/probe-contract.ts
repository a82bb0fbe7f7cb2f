import { FaultError } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { observeAliases } from '../contract/observe-aliases.ts';
import type { Contract } from '../requests.ts';
import { listGenerations } from '../store.ts';
import { openObservations, saveObservations } from './observation-store.ts';
import {
  planFailedProbe,
  planObservations,
  type ObservationChanges,
  type OpenObservation,
  type Seen,
} from './plan-observations.ts';

type ProbedWorld = Pick<World, 'database' | 'search' | 'environment' | 'log'>;

interface Probe {
  /** Null: the probe could not tell. */
  readonly seen: Seen | null;
  plan(open: readonly OpenObservation[]): ObservationChanges;
}

async function probe(world: ProbedWorld, contract: Contract): Promise<Probe> {
  const records = await listGenerations(world.database, world.environment.name);
  try {
    const { aliases, indexes } = contract;
    const seen = await observeAliases(world.search, aliases, records, indexes);
    return { seen, plan: (open) => planObservations(open, seen) };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    const says = `The search side could not be read: ${error.fault.says}`;
    return { seen: null, plan: (open) => planFailedProbe(open, says) };
  }
}

/**
 * One look at the contract, recorded as what has changed since the last one. A drift that begins or
 * ends is logged. Null: the probe could not tell. Rejects with a FaultError when the database is
 * away.
 */
export async function probeContract(world: ProbedWorld, contract: Contract): Promise<Seen | null> {
  const { database, environment, log } = world;
  const { seen, plan } = await probe(world, contract);
  const changes = await database.transaction(async (tx) => {
    const planned = plan(await openObservations(tx, environment.name));
    await saveObservations(tx, environment.name, planned);
    return planned;
  });
  for (const { about, name, state } of changes.begun)
    if (state === 'matches') log.info({ [about]: name }, `the ${about} is as the contract says`);
    else
      log.warn({ [about]: name, state }, `the ${about} is not as the contract says, or not known`);
  return seen;
}
