import { FaultError } from '#lib/kernel/result.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { notify } from '#lib/notify/index.ts';
import { expectedTargets } from '../contract/expected-targets.ts';
import { observeAliases, type ObservedAliases } from '../contract/observe-aliases.ts';
import { openCounts, saveCounts } from '../counts/count-store.ts';
import { planCounts, unknownCounts, type Counted } from '../counts/plan-counts.ts';
import type { Contract } from '../requests.ts';
import { listGenerations, type Generation } from '../store.ts';
import { noticesOfDrift } from './notices-of-drift.ts';
import { openObservations, saveObservations } from './observation-store.ts';
import {
  planFailedProbe,
  planObservations,
  type ObservationChanges,
  type OpenObservation,
  type Seen,
} from './plan-observations.ts';

export type ProbedWorld = Pick<World, 'database' | 'search' | 'environment' | 'log'>;

interface Probe {
  /** Null: the probe could not tell. */
  readonly seen: Seen | null;
  plan(open: readonly OpenObservation[]): ObservationChanges;
  /** Of what users read; null: the probe could not tell. */
  readonly documents: readonly Counted[] | null;
}

/** What was counted anyway: of each family what users read, and of each alias what it shows. */
function documentsIn(
  { aliases, indexes: families }: Contract,
  records: readonly Generation[],
  { checks, indexes, states }: ObservedAliases,
): Counted[] {
  const live = expectedTargets(aliases, records, states);
  return [
    ...families.flatMap(({ base }): Counted[] => {
      const index = live.get(base);
      if (index === undefined) return [];
      const documents = indexes?.get(index)?.documents ?? null;
      return [{ about: 'index', body: '', name: base, documents }];
    }),
    ...checks.map(({ name, shows }): Counted => ({
      about: 'alias',
      body: '',
      name,
      documents: shows,
    })),
  ];
}

async function probe(world: ProbedWorld, contract: Contract): Promise<Probe> {
  const records = await listGenerations(world.database, world.environment.name);
  try {
    const { aliases, indexes } = contract;
    const seen = await observeAliases(world.search, aliases, records, indexes);
    return {
      seen,
      plan: (open) => planObservations(open, seen),
      documents: documentsIn(contract, records, seen),
    };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    const { says } = error.fault;
    return { seen: null, plan: (open) => planFailedProbe(open, says), documents: null };
  }
}

/**
 * One look at the contract, recorded as what has changed since the last one, with how many
 * documents there are. A drift that begins or ends is logged. Null: the probe could not tell, or
 * `mayRecord` did not let it record. Rejects with a FaultError when the database is away.
 */
export async function probeContract(
  world: ProbedWorld,
  contract: Contract,
  mayRecord: (tx: Sql) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Seen | null> {
  const { database, environment, log } = world;
  const at = await databaseTime(database);
  const { seen, plan, documents } = await probe(world, contract);
  const changes = await database.transaction(async (tx) => {
    if (!(await mayRecord(tx))) return null;
    const open = await openObservations(tx, environment.name);
    const planned = plan(open);
    await saveObservations(tx, environment.name, planned);
    for (const notice of noticesOfDrift(environment.name, open, planned)) await notify(tx, notice);
    const counted = await openCounts(tx, environment.name, ['index', 'alias']);
    const counts = planCounts(counted, documents ?? unknownCounts(counted));
    await saveCounts(tx, environment.name, at, counts);
    return planned;
  });
  if (changes === null) return null;
  for (const { about, name, state } of changes.begun)
    if (about === 'unexpected')
      log.warn(
        { alias: name },
        'an alias that the contract does not name leads to an index of ours',
      );
    else if (state === 'matches')
      log.info({ [about]: name }, `the ${about} is as the contract says`);
    else
      log.warn({ [about]: name, state }, `the ${about} is not as the contract says, or not known`);
  return seen;
}
