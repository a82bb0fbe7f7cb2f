/** The state of each thing of an import, and of what it says is not there. Pure. */
import { isOfNature, type Declared } from './candidates.ts';
import { compare, type Comparison } from './compare.ts';
import { matchThings, type Match, type Surroundings } from './match.ts';
import type { Observation, ObservedThing } from './observation.ts';
import { resourceRules } from './resource-rules.ts';
import type { MatchRule } from './rules.ts';

/** `planned`: a plan is going to make it, so that it is not there, and not missing either. */
export const observedStates = ['matched', 'changed', 'missing', 'unexpected', 'planned'] as const;
export type ObservedState = (typeof observedStates)[number];

export interface StateRow {
  readonly state: ObservedState;
  /** Null: missing. */
  readonly thing: ObservedThing | null;
  /** Null: nothing is declared. */
  readonly declared: Declared | null;
  readonly by: MatchRule | null;
  /** It was under another address before. */
  readonly isRenamed: boolean;
  readonly comparisons: readonly Comparison[];
}

/** All profiles of a file. */
export const allProfiles = '*';

/** What an import says of itself, and what the person says of it. */
export type Imported = Pick<Observation, 'kind' | 'covers' | 'isPartial' | 'things'> & {
  /** Of compose those it was made with; null: nobody said. */
  readonly profiles: readonly string[] | null;
};

/** What the imports before knew: which component an address was, and its profiles then. */
export interface Before {
  readonly itemOf: ReadonlyMap<string, number>;
  /** By component; an empty list: it runs without any. */
  readonly profilesOf: ReadonlyMap<number, readonly string[]>;
}

export const nothingBefore: Before = { itemOf: new Map(), profilesOf: new Map() };

/** Whether the services of a component would be there if it ran. */
function isOfProfiles({ profiles }: Imported, { id }: Declared, { profilesOf }: Before): boolean {
  const known = profilesOf.get(id);
  if (profiles?.includes(allProfiles) === true) return true;
  if (known === undefined) return false;
  return known.length === 0 || known.some((profile) => profiles?.includes(profile) === true);
}

/** Whether the import would have it if it were there: only that can be missing. */
export function isCovered(imported: Imported, declared: Declared, before: Before): boolean {
  const { kind, covers, isPartial, things } = imported;
  if (!declared.isOfEnvironment || isPartial || things.length === 0) return false;
  if (kind === 'terraform')
    return resourceRules.some(
      ({ types, kinds, says }) =>
        kinds.includes(declared.kind) &&
        types.some((type) => covers.includes(type)) &&
        isOfNature(declared, says ?? null),
    );
  if (!covers.includes(declared.kind)) return false;
  return kind === 'generic' || isOfProfiles(imported, declared, before);
}

const rowOf = (thing: ObservedThing, match: Match | undefined): StateRow => {
  const isRenamed = thing.previousAddress !== null;
  // What a plan wishes is no observation of what is declared.
  if (thing.planned === 'create')
    return {
      state: 'planned',
      thing,
      declared: match?.declared ?? null,
      by: match?.by ?? null,
      isRenamed,
      comparisons: [],
    };
  if (match === undefined)
    return {
      state: 'unexpected',
      thing,
      declared: null,
      by: null,
      isRenamed,
      comparisons: [],
    };
  const { declared, by } = match;
  const comparisons = compare(declared.kind, declared.facts, thing.attributes);
  const isChanged = comparisons.some(({ verdict }) => verdict === 'differs');
  return {
    state: isChanged ? 'changed' : 'matched',
    thing,
    declared,
    by,
    isRenamed,
    comparisons,
  };
};

/**
 * Things in the order of the file, then what is missing in that of the inventory; one after the
 * other, so that others may have their turn in between.
 */
export function* statesOf(
  imported: Imported,
  declared: readonly Declared[],
  surroundings: Surroundings,
  before: Before,
): Generator<StateRow, void, undefined> {
  const matches = matchThings(imported, declared, surroundings, before.itemOf);
  for (const [position, thing] of imported.things.entries())
    yield rowOf(thing, matches.get(position));
  const there = new Set([...matches.values()].map((match) => match.declared.id));
  for (const one of declared)
    if (!there.has(one.id) && isCovered(imported, one, before))
      yield {
        state: 'missing',
        thing: null,
        declared: one,
        by: null,
        isRenamed: false,
        comparisons: [],
      };
}
