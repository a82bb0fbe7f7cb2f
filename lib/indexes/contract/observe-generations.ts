import { FaultError } from '#lib/kernel/result.ts';
import type { AliasState, Search } from '#lib/platform/search/port.ts';
import type { GenerationCheck } from '../model.ts';
import type { ContractAlias, IndexFamily } from '../requests.ts';
import type { Generation } from '../store.ts';
import {
  compareGeneration,
  unknownGeneration,
  type ComparedGeneration,
} from './compare-generation.ts';
import { familiesInPlace } from './expected-targets.ts';

/**
 * What is worth comparing: the generation that users of each family should read, and those that a
 * run fills.
 */
export function comparedGenerations(
  contract: readonly ContractAlias[],
  families: readonly IndexFamily[],
  records: readonly Generation[],
  states: readonly AliasState[],
  live: ReadonlyMap<string, string>,
): readonly ComparedGeneration[] {
  const inPlace = familiesInPlace(contract, states);
  return families.flatMap((family): ComparedGeneration[] => {
    const { base } = family;
    const read = live.get(base);
    const building = records.filter(
      ({ base: of, role, index }) => of === base && role === 'building' && index !== read,
    );
    return [
      ...(read === undefined
        ? []
        : [{ index: read, role: 'live' as const, family, isInPlace: inPlace.has(base) }]),
      ...building.map(({ index }) => ({
        index,
        role: 'building' as const,
        family,
        isInPlace: false,
      })),
    ];
  });
}

/** In one request, however many there are; what cannot be read is not known. */
export async function observeGenerations(
  search: Search,
  compared: readonly ComparedGeneration[],
): Promise<readonly GenerationCheck[]> {
  if (compared.length === 0) return [];
  try {
    const described = await search.describe(compared.map(({ index }) => index));
    return compared.map((one) => compareGeneration(one, described.get(one.index)));
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return compared.map((one) => unknownGeneration(one, error.fault));
  }
}
