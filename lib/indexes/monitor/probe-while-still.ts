import { isLatestLease, type Lease } from '#lib/platform/database/lease.ts';
import { areReadersMoving } from '../reader-changes-store.ts';
import type { Contract } from '../requests.ts';
import { probeContract, type ProbedWorld } from './probe-contract.ts';

interface Probing {
  readonly lease: Lease;
  /** By database time, before the contract was read. */
  readonly readAt: Date;
}

/**
 * One look at the contract that records nothing where a person moves readers meanwhile (`held`):
 * between the request that moves them and its record, all of them seem to have drifted. Rejects
 * with a FaultError when the database is away.
 */
export async function probeWhileStill(
  world: ProbedWorld,
  contract: Contract,
  { lease, readAt }: Probing,
): Promise<'probed' | 'held'> {
  const { database, environment } = world;
  if (await areReadersMoving(database, environment.name, null)) return 'held';
  let areMoving = false;
  await probeContract(world, contract, async (tx) => {
    if (!(await isLatestLease(tx, lease))) return false;
    areMoving = await areReadersMoving(tx, environment.name, readAt);
    return !areMoving;
  });
  return areMoving ? 'held' : 'probed';
}
