/** Finds for each thing of an import the component that is declared of it, by `rules.ts`. Pure. */
import { kindOf } from '../kinds/all-kinds.ts';
import type { RecordedFact } from '../model.ts';
import type { ImportKind, Observation, ObservedThing } from './observation.ts';
import { resourceRule } from './resource-rules.ts';
import { containerKinds, imageRule, type MatchRule } from './rules.ts';
import { endsWithWords, hasWords, hostsIn, withoutWords, wordsOf } from './words-of.ts';

/** A component that may be meant: of the environment, or of its estate as a whole. */
export interface Declared {
  readonly id: number;
  readonly key: string;
  /** The id in its file; null: it has none. */
  readonly component: string | null;
  readonly kind: string;
  readonly name: string;
  /** False: it belongs to the estate as a whole, and cannot be missing here. */
  readonly isOfEnvironment: boolean;
  readonly facts: ReadonlyMap<string, RecordedFact>;
}

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

const textsOf = ({ facts }: Declared, attribute: string): readonly string[] => {
  const fact = facts.get(attribute);
  return fact?.state === 'value' ? [fact.value].flat() : [];
};

const nameAttributes = ['otherNames', 'taskFamily', 'logGroup', 'databaseName', 'path'];
const hostAttributes = ['host', 'hostname', 'address', 'url', 'commonName', 'otherNames'];
const natureAttributes = [
  'engine',
  'technology',
  'transport',
  'applicationKind',
  'platform',
  'provider',
  'authority',
  'tools',
  'launchType',
  'kept',
  'enforcedBy',
  'otherNames',
];

const fillers = ['of', 'the', 'for', 'a', 'an', 'and', 'in', 'aws'];

interface Candidate {
  readonly declared: Declared;
  readonly names: readonly string[];
  readonly hosts: ReadonlySet<string>;
  readonly nature: string;
}

function candidateOf(declared: Declared): Candidate {
  const { name, component } = declared;
  const others = nameAttributes.flatMap((attribute) => textsOf(declared, attribute));
  const nature = [name, ...natureAttributes.flatMap((attribute) => textsOf(declared, attribute))];
  return {
    declared,
    names: [name, component ?? '', ...others].map(wordsOf).filter((words) => words !== ''),
    hosts: new Set(
      [name, ...hostAttributes.flatMap((attribute) => textsOf(declared, attribute))].flatMap(
        hostsIn,
      ),
    ),
    nature: nature.map(wordsOf).join(' '),
  };
}

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

const saysAny = ({ nature }: Candidate, says: readonly string[]): boolean =>
  says.some((one) => hasWords(nature, wordsOf(one)));

/** Whether a component says of itself what `says` asks for; any does where nothing is asked. */
export const isOfNature = (declared: Declared, says: readonly string[] | null): boolean =>
  says === null || saysAny(candidateOf(declared), says);

/** Things that are made in numbers count as one where only one is wanted. */
const withoutIndex = (address: string): string => address.replace(/\[[^[\]]*\]$/, '');

interface Wanted {
  readonly position: number;
  readonly thing: ObservedThing;
  readonly target: Target;
  readonly names: readonly string[];
  readonly hosts: readonly string[];
}

class Matching {
  readonly found = new Map<number, Match>();
  readonly #taken = new Set<number>();
  #newlyTaken: number[] = [];

  isOpen({ position }: Wanted): boolean {
    return !this.found.has(position);
  }

  isTaken({ id }: Declared): boolean {
    return this.#taken.has(id);
  }

  add({ position }: Wanted, declared: Declared, by: MatchRule): void {
    this.found.set(position, { declared, by });
    this.#newlyTaken.push(declared.id);
  }

  /** What one rule found is taken for the ones after it, and not for itself. */
  endRule(): void {
    for (const id of this.#newlyTaken) this.#taken.add(id);
    this.#newlyTaken = [];
  }
}

const only = <T>(items: readonly T[]): T | null => (items.length === 1 ? (items[0] ?? null) : null);

/**
 * One component at most for each thing; several things of one name may be one component. A rule
 * that finds several components finds none. `before`: the component of an address in the import
 * before this one.
 */
export function matchThings(
  { kind, things }: Pick<Observation, 'kind' | 'things'>,
  declared: readonly Declared[],
  surroundings: Surroundings,
  before: ReadonlyMap<string, number>,
): ReadonlyMap<number, Match> {
  const candidates = declared.map(candidateOf);
  const byKind = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const of = byKind.get(candidate.declared.kind) ?? [];
    of.push(candidate);
    byKind.set(candidate.declared.kind, of);
  }
  const wanted = things.flatMap((thing, position): Wanted[] => {
    const target = targetOf(kind, thing);
    if (target === null) return [];
    const names = [thing.name, ...thing.names].map(wordsOf);
    return [{ position, thing, target, names, hosts: thing.hosts.flatMap(hostsIn) }];
  });
  const candidatesOf = ({ target }: Wanted): readonly Candidate[] =>
    target.kinds.flatMap((one) => byKind.get(one) ?? []);

  const usual = new Set(
    [
      surroundings.estate,
      surroundings.estateTitle,
      surroundings.environment,
      ...surroundings.aliases,
      ...fillers,
    ].flatMap((text) => wordsOf(text).split(' ')),
  );
  // By target what is left of each name: things of one type and components meet many times.
  const shorts = new Map<string, { left: ReadonlySet<string>; of: Map<string, string> }>();
  const short = (words: string, { kinds, says }: Target): string => {
    const ofKind = [...kinds.slice(0, 1), ...(says ?? [])];
    const target = ofKind.join('\n');
    const known = shorts.get(target) ?? {
      left: new Set([...usual, ...ofKind.flatMap((one) => wordsOf(one).split(' '))]),
      of: new Map<string, string>(),
    };
    shorts.set(target, known);
    const found = known.of.get(words) ?? withoutWords(words, known.left);
    known.of.set(words, found);
    return found;
  };

  const matching = new Matching();
  const open = (): readonly Wanted[] => wanted.filter((one) => matching.isOpen(one));
  /** Several things may have what they ask for. */
  const shared = (by: MatchRule, isMeant: (one: Wanted, candidate: Candidate) => boolean): void => {
    for (const one of open()) {
      const meant = only(candidatesOf(one).filter((candidate) => isMeant(one, candidate)));
      if (meant !== null) matching.add(one, meant.declared, by);
    }
    matching.endRule();
  };
  /** A component that is taken is not meant, and one that two things ask for is nobody's. */
  const single = (by: MatchRule, isMeant: (one: Wanted, candidate: Candidate) => boolean): void => {
    const asked = open().flatMap((one) => {
      const free = candidatesOf(one).filter(
        (candidate) => !matching.isTaken(candidate.declared) && isMeant(one, candidate),
      );
      const meant = only(free);
      return meant === null ? [] : [{ one, meant }];
    });
    const groups = new Map<Candidate, Set<string>>();
    for (const { one, meant } of asked) {
      const group = groups.get(meant) ?? new Set();
      groups.set(meant, group.add(withoutIndex(one.thing.address)));
    }
    for (const { one, meant } of asked)
      if (groups.get(meant)?.size === 1) matching.add(one, meant.declared, by);
    matching.endRule();
  };

  shared('host', (one, { hosts }) => one.hosts.some((host) => hosts.has(host)));
  shared('name', (one, { names }) => one.names.some((name) => names.includes(name)));
  shared('name', (one, { names }) => {
    const own = one.names.map((name) => short(name, one.target));
    return names
      .map((name) => short(name, one.target))
      .some((name) => name !== '' && own.includes(name));
  });
  shared('before', ({ thing }, { declared: { id } }) =>
    [thing.address, thing.previousAddress].some(
      (address) => address !== null && before.get(address) === id,
    ),
  );
  single('ending', (one, { names }) =>
    one.names.some((name) =>
      names.some((ending) => ending.length >= 4 && endsWithWords(name, ending)),
    ),
  );
  single('image', ({ thing, target }, candidate) => {
    if (thing.image === null) return false;
    const image = wordsOf(thing.image);
    return target.says === null
      ? candidate.names.some((name) => hasWords(name, image) || endsWithWords(image, name))
      : candidate.declared.kind === target.kinds[0] && saysAny(candidate, target.says);
  });
  single('label', (one, { names }) => {
    const labels = one.thing.labels.map((label) => short(wordsOf(label), one.target));
    return names
      .map((name) => short(name, one.target))
      .some((name) => name !== '' && labels.includes(name));
  });
  const groupsOf = new Map<string, Set<string>>();
  for (const { thing } of wanted) {
    const groups = groupsOf.get(thing.type) ?? new Set();
    groupsOf.set(thing.type, groups.add(withoutIndex(thing.address)));
  }
  const onlyOf = new Map<string, Candidate | null>();
  for (const { thing, target } of wanted) {
    const { kinds, says, isSingle } = target;
    if (!isSingle || onlyOf.has(thing.type)) continue;
    const meant = (byKind.get(kinds[0] ?? '') ?? []).filter(
      (candidate) => says === null || saysAny(candidate, says),
    );
    onlyOf.set(thing.type, groupsOf.get(thing.type)?.size === 1 ? only(meant) : null);
  }
  single('only', ({ thing }, candidate) => onlyOf.get(thing.type) === candidate);
  return matching.found;
}
