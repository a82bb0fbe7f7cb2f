import { someWords } from '#lib/kernel/words/text.ts';
import type { AliasCheck, AliasVerdict, GenerationCheck, UnexpectedAlias } from '../model.ts';

/** The name under which a probe that could not tell is recorded. */
export const wholeProbe = '';

/** What an observation is of. */
export type ObservedKind = 'alias' | 'generation' | 'unexpected';

/** What goes on, as it was last recorded. */
export interface OpenObservation {
  readonly id: number;
  readonly about: ObservedKind;
  /** Of an alias, in the contract or outside it; of a generation, that of its index. */
  readonly name: string;
  /** What tells one state from another. */
  readonly seen: string;
}

export interface NewObservation {
  readonly about: ObservedKind;
  readonly name: string;
  readonly state: AliasVerdict;
  readonly seen: string;
  readonly says: string;
}

export interface ObservationChanges {
  /** Ids of what was seen again as it was. */
  readonly same: readonly number[];
  /** Ids of what has ended. */
  readonly ended: readonly number[];
  readonly begun: readonly NewObservation[];
}

/** Two checks with one `seen` are one state, however many documents there are meanwhile. */
function ofAlias({ name, state, expected, observed, says }: AliasCheck): NewObservation {
  const { targets, filter, filterText, isAlias, settings } = observed ?? {};
  const seen = JSON.stringify([state, expected, targets, filter, filterText, isAlias, settings]);
  return { about: 'alias', name, state, seen, says };
}

/** What concerns nobody yet is no other state: services add fields every day. */
function ofGeneration({ index, state, findings, says }: GenerationCheck): NewObservation {
  const differences = findings.filter(({ concerns }) => concerns !== 'nobody-yet');
  const seen = JSON.stringify([state, differences]);
  return { about: 'generation', name: index, state, seen, says };
}

/** An alias outside the contract is one thing, however many indexes it leads to. */
function ofUnexpected(all: readonly UnexpectedAlias[]): NewObservation[] {
  return [...new Set(all.map(({ name }) => name))].map((name) => {
    const own = all
      .filter((one) => one.name === name)
      .sort((a, b) => (a.target < b.target ? -1 : 1));
    const targets = own.map(({ target }) => target);
    return {
      about: 'unexpected',
      name,
      state: 'different',
      seen: JSON.stringify([targets, own.map(({ filter }) => filter)]),
      says: `${name} leads to ${someWords(targets)}, and the contract does not name it.`,
    };
  });
}

/** What a probe saw. */
export interface Seen {
  readonly checks: readonly AliasCheck[];
  readonly generations: readonly GenerationCheck[];
  /** On what readers get, and not named by the contract. */
  readonly unexpected: readonly UnexpectedAlias[];
}

const keyOf = ({ about, name }: Pick<OpenObservation, 'about' | 'name'>): string =>
  `${about} ${name}`;

/**
 * What a probe that could tell changes of the record. What is not known by itself keeps what was
 * known of it: not known is no end of a drift.
 */
export function planObservations(
  open: readonly OpenObservation[],
  { checks, generations, unexpected }: Seen,
): ObservationChanges {
  const all = [
    ...checks.map(ofAlias),
    ...generations.map(ofGeneration),
    ...ofUnexpected(unexpected),
  ];
  const known = all.filter(({ state }) => state !== 'not-known');
  const seen = new Map(known.map((one) => [keyOf(one), one.seen]));
  const named = new Set(all.map(keyOf));
  const isSame = (one: OpenObservation): boolean => {
    const key = keyOf(one);
    return seen.get(key) === one.seen || (named.has(key) && !seen.has(key));
  };
  const same = open.filter(isSame);
  const stays = new Set(same.map(keyOf));
  return {
    same: same.filter((one) => seen.has(keyOf(one))).map(({ id }) => id),
    ended: open.filter((one) => !isSame(one)).map(({ id }) => id),
    begun: known.filter((one) => !stays.has(keyOf(one))),
  };
}

/** The same for a probe that could not tell: all that was known stays, and one row says so. */
export function planFailedProbe(
  open: readonly OpenObservation[],
  says: string,
): ObservationChanges {
  const going = open.find(({ name }) => name === wholeProbe);
  if (going?.seen === says) return { same: [going.id], ended: [], begun: [] };
  return {
    same: [],
    ended: going === undefined ? [] : [going.id],
    begun: [{ about: 'alias', name: wholeProbe, state: 'not-known', seen: says, says }],
  };
}
