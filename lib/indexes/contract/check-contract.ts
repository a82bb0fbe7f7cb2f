import { createCache } from '#lib/kernel/cache.ts';
import { FaultError, type Fault } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { isUnbuiltIn } from '../get-index-overview.ts';
import { recordedOf } from '../recorded-of.ts';
import { listGenerations, type Generation } from '../store.ts';
import {
  isUnbuilt,
  type AliasCheck,
  type GenerationCheck,
  type UnexpectedAlias,
} from '../model.ts';
import type { Contract, ContractAlias } from '../requests.ts';
import { unknownContract } from './check-alias.ts';
import { unknownGeneration } from './compare-generation.ts';
import { expectedTargets } from './expected-targets.ts';
import { observeAliases } from './observe-aliases.ts';
import { comparedGenerations } from './observe-generations.ts';

export interface CheckedContract {
  readonly aliases: readonly AliasCheck[];
  readonly generations: readonly GenerationCheck[];
  /** Aliases on our generations that the contract does not name; null: not known. */
  readonly unexpected: readonly UnexpectedAlias[] | null;
  /** No sync has settled: an alias that is missing is not made yet. */
  readonly isUnbuilt: boolean;
}

function unknownWhole(
  { aliases, indexes }: Contract,
  records: readonly Generation[],
  fault: Fault,
): CheckedContract {
  const live = expectedTargets(aliases, records, []);
  return {
    aliases: unknownContract(aliases, fault),
    generations: comparedGenerations(aliases, indexes, records, [], live).map((one) =>
      unknownGeneration(one, fault),
    ),
    unexpected: null,
    isUnbuilt: isUnbuilt({ generations: records }),
  };
}

/**
 * Every alias of the contract and every generation that users read or a run fills, as they are now;
 * all `not-known` when the search side cannot be read. Rejects with a FaultError when the database
 * is away.
 */
export async function checkWholeContract(
  world: World,
  contract: Contract,
): Promise<CheckedContract> {
  const { search, database, environment } = world;
  const records = await listGenerations(database, environment.name);
  try {
    const { aliases, indexes } = contract;
    const observed = await observeAliases(search, aliases, records, indexes);
    const { checks, generations, unexpected } = observed;
    const isBefore = await isUnbuiltIn(world, aliases, records, observed);
    return { aliases: checks, generations, unexpected, isUnbuilt: isBefore };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return unknownWhole(contract, records, error.fault);
  }
}

// What scripts act on is as good as now, and any number of them costs the engine what one costs.
const checks = createCache<Search, CheckedContract>({ freshForMs: 3_000 });

/**
 * The same for all who ask within three seconds, and anew once readers were moved; what has not
 * come by then is `not-known`.
 */
export async function checkContractNow(
  world: World,
  contract: Contract,
): Promise<CheckedContract & { readonly environment: string; readonly observedAt: string }> {
  const { search, database, environment, clock } = world;
  const records = await listGenerations(database, environment.name);
  const { aliases, indexes } = contract;
  const { value, asOf, failedSince } = await checks.get(
    search,
    JSON.stringify([environment.name, aliases, indexes]),
    {
      read: () => checkWholeContract(world, contract),
      now: () => clock.now(),
      version: await recordedOf(database, environment.name, records),
    },
  );
  const checked =
    value === null || failedSince !== null
      ? unknownWhole(contract, records, {
          kind: 'unavailable',
          says: 'The search engine has not answered within three seconds.',
        })
      : value;
  return {
    environment: environment.name,
    observedAt: (asOf ?? clock.now()).toISOString(),
    ...checked,
  };
}

/** The same of the aliases alone. */
export async function checkContract(
  world: World,
  aliases: readonly ContractAlias[],
): Promise<readonly AliasCheck[]> {
  return (await checkWholeContract(world, { aliases, indexes: [] })).aliases;
}
