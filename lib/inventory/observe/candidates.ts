/** Components as the rules of imports look them up. Pure. */
import type { RecordedFact } from '../model.ts';
import { endingsOf, hasWords, hostsIn, wordsOf } from './words-of.ts';

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

const natureOf = (declared: Declared): string =>
  [declared.name, ...natureAttributes.flatMap((attribute) => textsOf(declared, attribute))]
    .map(wordsOf)
    .join(' ');

/** Whether something says of itself what `says` asks for; any does where nothing is asked. */
export const saysAny = (nature: string, says: readonly string[] | null): boolean =>
  says === null || says.some((one) => hasWords(nature, wordsOf(one)));

export const isOfNature = (declared: Declared, says: readonly string[] | null): boolean =>
  says === null || saysAny(natureOf(declared), says);

/** One component with what the rules ask of it. */
export interface Candidate {
  readonly declared: Declared;
  readonly names: readonly string[];
  readonly hosts: readonly string[];
  readonly nature: string;
}

export function candidateOf(declared: Declared): Candidate {
  const { name, component } = declared;
  const textsAt = (attributes: readonly string[]): readonly string[] =>
    attributes.flatMap((attribute) => textsOf(declared, attribute));
  return {
    declared,
    names: [name, component ?? '', ...textsAt(nameAttributes)]
      .map(wordsOf)
      .filter((words) => words !== ''),
    hosts: [name, ...textsAt(hostAttributes)].flatMap(hostsIn),
    nature: natureOf(declared),
  };
}

type ByText = ReadonlyMap<string, readonly Candidate[]>;

export function byText(
  candidates: readonly Candidate[],
  textsOfOne: (candidate: Candidate) => readonly string[],
): ByText {
  const found = new Map<string, Candidate[]>();
  for (const candidate of candidates)
    for (const text of new Set(textsOfOne(candidate))) {
      const known = found.get(text);
      if (known === undefined) found.set(text, [candidate]);
      else known.push(candidate);
    }
  return found;
}

/** Those of any of the texts, one that has several of them several times. */
export function* foundAt(where: ByText, texts: Iterable<string>): Generator<Candidate> {
  for (const text of texts) yield* where.get(text) ?? [];
}

interface Ending {
  readonly words: string;
  readonly candidate: Candidate;
}

/** Those of some kinds, held so that they are looked up and not gone through. */
export class Candidates {
  readonly all: readonly Candidate[];
  readonly #byName: ByText;
  readonly #byHost: ByText;
  readonly #byId: ReadonlyMap<number, Candidate>;
  /** Each name from each of its words on, in order. */
  readonly #endings: readonly Ending[];

  constructor(all: readonly Candidate[]) {
    this.all = all;
    this.#byName = byText(all, ({ names }) => names);
    this.#byHost = byText(all, ({ hosts }) => hosts);
    this.#byId = new Map(all.map((candidate) => [candidate.declared.id, candidate]));
    this.#endings = all
      .flatMap((candidate) =>
        candidate.names.flatMap(endingsOf).map((words): Ending => ({ words, candidate })),
      )
      .sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : 0));
  }

  named(names: Iterable<string>): Iterable<Candidate> {
    return foundAt(this.#byName, names);
  }

  at(hosts: Iterable<string>): Iterable<Candidate> {
    return foundAt(this.#byHost, hosts);
  }

  ofId(id: number): Candidate | undefined {
    return this.#byId.get(id);
  }

  /** Those in whose names these words follow each other, the last of which may be a beginning. */
  *withWords(words: string): Generator<Candidate> {
    if (words === '') return;
    let [from, to] = [0, this.#endings.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#endings[middle]?.words ?? '') < words) from = middle + 1;
      else to = middle;
    }
    for (let at = from; this.#endings[at]?.words.startsWith(words) === true; at += 1) {
      const ending = this.#endings[at];
      if (ending !== undefined) yield ending.candidate;
    }
  }
}
