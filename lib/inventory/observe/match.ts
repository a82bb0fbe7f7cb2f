/** Finds for each thing of an import the component that is declared of it, by `rules.ts`. Pure. */
import { kindOf } from '../kinds/all-kinds.ts';
import {
  Candidates,
  byText,
  candidateOf,
  foundAt,
  saysAny,
  type Candidate,
  type Declared,
} from './candidates.ts';
import type { ImportKind, Observation, ObservedThing } from './observation.ts';
import { resourceRule } from './resource-rules.ts';
import { containerKinds, imageRule, type MatchRule } from './rules.ts';
import { endingsOf, hostsIn, withoutWords, wordsOf } from './words-of.ts';

/** Where an import looked: its words say nothing of what a thing is. */
export interface Surroundings {
  readonly estate: string;
  readonly estateTitle: string;
  readonly environment: string;
  readonly aliases: readonly string[];
}

export interface Match {
  readonly declared: Declared;
  readonly by: MatchRule;
}

const fillers = ['of', 'the', 'for', 'a', 'an', 'and', 'in', 'aws'];

/** What components a thing can be, and what they then say of themselves. */
interface Target {
  readonly kinds: readonly string[];
  readonly says: readonly string[] | null;
  readonly isSingle: boolean;
}

export function targetOf(
  importKind: ImportKind,
  { type, image }: Pick<ObservedThing, 'type' | 'image'>,
): Target | null {
  if (importKind === 'terraform') {
    const rule = resourceRule(type);
    if (rule === undefined) return null;
    const { kinds, says = null, isSingle = false } = rule;
    return { kinds, says, isSingle };
  }
  if (importKind === 'generic')
    return kindOf(type) === undefined ? null : { kinds: [type], says: null, isSingle: false };
  const rule = image === null ? undefined : imageRule(image);
  if (rule === undefined) return { kinds: containerKinds, says: null, isSingle: false };
  return {
    kinds: [rule.kind, ...containerKinds.filter((kind) => kind !== rule.kind)],
    says: rule.says,
    isSingle: false,
  };
}

/** Things that are made in numbers count as one where only one is wanted. */
const withoutIndex = (address: string): string => address.replace(/\[[^[\]]*\]$/, '');

/** The one candidate that is among them, however often; null: none is, or several are. */
function onlyOf(
  meant: Iterable<Candidate>,
  isFree: (candidate: Candidate) => boolean = () => true,
): Candidate | null {
  let found: Candidate | null = null;
  for (const candidate of meant) {
    if (candidate === found || !isFree(candidate)) continue;
    if (found !== null) return null;
    found = candidate;
  }
  return found;
}

/** The candidates of things of one target, by what the rules ask of them. */
interface Lookup {
  readonly candidates: Candidates;
  /** Of one with `says` those that say so of themselves. */
  readonly ofNature: readonly Candidate[];
  /** What is left of a name without the words that say nothing here. */
  readonly short: (words: string) => string;
  readonly byShortName: ReadonlyMap<string, readonly Candidate[]>;
}

/** Kinds meet in several targets: their candidates are held once, and so is each target. */
function lookupsOf(
  declared: readonly Declared[],
  { estate, estateTitle, environment, aliases }: Surroundings,
): (target: Target) => Lookup {
  const byKind = new Map<string, Candidate[]>();
  for (const one of declared) {
    const of = byKind.get(one.kind);
    if (of === undefined) byKind.set(one.kind, [candidateOf(one)]);
    else of.push(candidateOf(one));
  }
  const usual = [estate, estateTitle, environment, ...aliases, ...fillers];
  const held = new Map<string, Candidates>();
  const lookups = new Map<string, Lookup>();
  const candidatesOf = (kinds: readonly string[]): Candidates => {
    const name = kinds.join('\n');
    const known = held.get(name) ?? new Candidates(kinds.flatMap((kind) => byKind.get(kind) ?? []));
    held.set(name, known);
    return known;
  };
  const newLookup = ({ kinds, says }: Target): Lookup => {
    const candidates = candidatesOf(kinds);
    const [kind = ''] = kinds;
    const saysNothing = [...usual, kind, ...(says ?? [])];
    const left = new Set(saysNothing.flatMap((text) => wordsOf(text).split(' ')));
    const short = (words: string): string => withoutWords(words, left);
    return {
      candidates,
      ofNature: (byKind.get(kind) ?? []).filter(({ nature }) => saysAny(nature, says)),
      short,
      byShortName: byText(candidates.all, ({ names }) => names.map(short)),
    };
  };
  return (target) => {
    const name = [...target.kinds, '', ...(target.says ?? [])].join('\n');
    const known = lookups.get(name) ?? newLookup(target);
    lookups.set(name, known);
    return known;
  };
}

interface Wanted {
  readonly position: number;
  readonly thing: ObservedThing;
  readonly target: Target;
  readonly lookup: Lookup;
  readonly names: readonly string[];
  readonly hosts: readonly string[];
}

class Matching {
  readonly found = new Map<number, Match>();
  readonly #taken = new Set<Candidate>();
  readonly #wanted: readonly Wanted[];

  constructor(wanted: readonly Wanted[]) {
    this.#wanted = wanted;
  }

  #open(): readonly Wanted[] {
    return this.#wanted.filter(({ position }) => !this.found.has(position));
  }

  /** What one rule finds is taken for the ones after it, and not for itself. */
  #take(asked: readonly { readonly one: Wanted; readonly meant: Candidate }[], by: MatchRule) {
    for (const { one, meant } of asked)
      this.found.set(one.position, { declared: meant.declared, by });
    for (const { meant } of asked) this.#taken.add(meant);
  }

  /** Several things may have what they ask for. */
  shared(by: MatchRule, meantBy: (one: Wanted) => Iterable<Candidate>): void {
    const asked = this.#open().flatMap((one) => {
      const meant = onlyOf(meantBy(one));
      return meant === null ? [] : [{ one, meant }];
    });
    this.#take(asked, by);
  }

  /** A component that is taken is not meant, and one that two things ask for is nobody's. */
  single(by: MatchRule, meantBy: (one: Wanted) => Iterable<Candidate>): void {
    const asked = this.#open().flatMap((one) => {
      const meant = onlyOf(meantBy(one), (candidate) => !this.#taken.has(candidate));
      return meant === null ? [] : [{ one, meant }];
    });
    const groups = new Map<Candidate, Set<string>>();
    for (const { one, meant } of asked) {
      const group = groups.get(meant) ?? new Set();
      groups.set(meant, group.add(withoutIndex(one.thing.address)));
    }
    this.#take(
      asked.filter(({ meant }) => groups.get(meant)?.size === 1),
      by,
    );
  }
}

const notEmpty = (text: string): boolean => text !== '';

function* both<T>(one: Iterable<T>, other: Iterable<T>): Generator<T> {
  yield* one;
  yield* other;
}

/**
 * One component at most for each thing; several things of one name may be one component. A rule
 * that finds several components finds none. `before`: the component of an address in the import
 * before this one. Components are looked up and not gone through, however many there are of both.
 */
export function matchThings(
  { kind, things }: Pick<Observation, 'kind' | 'things'>,
  declared: readonly Declared[],
  surroundings: Surroundings,
  before: ReadonlyMap<string, number>,
): ReadonlyMap<number, Match> {
  const lookupOf = lookupsOf(declared, surroundings);
  const wanted = things.flatMap((thing, position): Wanted[] => {
    const target = targetOf(kind, thing);
    if (target === null) return [];
    const names = [thing.name, ...thing.names].map(wordsOf);
    const hosts = thing.hosts.flatMap(hostsIn);
    return [{ position, thing, target, lookup: lookupOf(target), names, hosts }];
  });
  const matching = new Matching(wanted);

  matching.shared('host', ({ lookup, hosts }) => lookup.candidates.at(hosts));
  matching.shared('name', ({ lookup, names }) => lookup.candidates.named(names));
  matching.shared('name', ({ lookup, names }) =>
    foundAt(lookup.byShortName, names.map(lookup.short).filter(notEmpty)),
  );
  matching.shared('before', ({ lookup, thing }) =>
    [thing.address, thing.previousAddress].flatMap((address) => {
      const id = address === null ? undefined : before.get(address);
      return (id === undefined ? undefined : lookup.candidates.ofId(id)) ?? [];
    }),
  );
  matching.single('ending', ({ lookup, names }) =>
    lookup.candidates.named(names.flatMap(endingsOf).filter(({ length }) => length >= 4)),
  );
  matching.single('image', ({ lookup, thing, target }) => {
    if (thing.image === null) return [];
    if (target.says !== null) return lookup.ofNature;
    const image = wordsOf(thing.image);
    return both(lookup.candidates.withWords(image), lookup.candidates.named(endingsOf(image)));
  });
  matching.single('label', ({ lookup, thing }) =>
    foundAt(
      lookup.byShortName,
      thing.labels.map((label) => lookup.short(wordsOf(label))).filter(notEmpty),
    ),
  );
  const groupsOf = new Map<string, Set<string>>();
  for (const { thing } of wanted) {
    const groups = groupsOf.get(thing.type) ?? new Set();
    groupsOf.set(thing.type, groups.add(withoutIndex(thing.address)));
  }
  matching.single('only', ({ lookup, thing, target }) => {
    if (!target.isSingle || groupsOf.get(thing.type)?.size !== 1) return [];
    // Whoever of several is taken, there are several.
    const meant = onlyOf(lookup.ofNature);
    return meant === null ? [] : [meant];
  });
  return matching.found;
}
