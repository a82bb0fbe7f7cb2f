import type { AliasState } from '#lib/platform/search/port.ts';
import { isGenerationOf } from '../generations/names.ts';
import type { ContractAlias } from '../requests.ts';
import type { Generation } from '../store.ts';

/** Where every alias of the family leads, when it is one place. */
function agreedTarget(
  aliases: readonly ContractAlias[],
  states: readonly AliasState[],
): string | null {
  const targets = aliases.map(({ name }) =>
    states.filter((state) => state.name === name).map(({ index }) => index),
  );
  const [first] = targets[0] ?? [];
  return first !== undefined && targets.every((one) => one.length === 1 && one[0] === first)
    ? first
    : null;
}

/**
 * Families whose index readers get under its own name, because the existing Integration service
 * fills it in place: a run of this console makes the name an alias.
 */
export function familiesInPlace(
  contract: readonly ContractAlias[],
  states: readonly Pick<AliasState, 'name'>[],
): ReadonlySet<string> {
  const bases = contract.filter(({ isInPlace }) => isInPlace).map(({ target }) => target);
  return new Set(bases.filter((base) => states.every(({ name }) => name !== base)));
}

/**
 * The generation that readers of each family should get: the one that the last swap or roll back
 * recorded as live. Readers who are all on one that was just built are where its run has moved
 * them: the record follows. Without a record, where the alias of the family's own name points. Of
 * a family that is filled in place, its index.
 */
export function expectedTargets(
  contract: readonly ContractAlias[],
  records: readonly Generation[],
  states: readonly AliasState[],
): ReadonlyMap<string, string> {
  const inPlace = familiesInPlace(contract, states);
  const expected = new Map([...inPlace].map((base) => [base, base]));
  for (const base of new Set(contract.map(({ target }) => target))) {
    if (inPlace.has(base)) continue;
    const own = records.filter((row) => row.base === base);
    const agreed = agreedTarget(
      contract.filter(({ target }) => target === base),
      states,
    );
    const isJustBuilt = own.some((row) => row.index === agreed && row.role === 'building');
    const [live] = own
      .filter((row) => row.role === 'live')
      .sort((a, b) => (b.liveFrom?.getTime() ?? 0) - (a.liveFrom?.getTime() ?? 0));
    const named = states.filter((state) => state.name === base);
    const target =
      isJustBuilt && agreed !== null
        ? agreed
        : (live?.index ?? (named.length === 1 ? named[0]?.index : undefined));
    if (target !== undefined && (live !== undefined || isGenerationOf(base, target)))
      expected.set(base, target);
  }
  return expected;
}
