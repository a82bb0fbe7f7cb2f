import type { AliasCheck, AliasVerdict } from '../model.ts';

/** The name under which a probe that could not tell is recorded. */
export const wholeProbe = '';

/** What goes on, as it was last recorded. */
export interface OpenObservation {
  readonly id: number;
  readonly alias: string;
  /** What tells one state from another; see `seenOf`. */
  readonly seen: string;
}

export interface NewObservation {
  readonly alias: string;
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

/** Two checks with one of these are one state, however many documents there are meanwhile. */
export function seenOf({ state, expected, observed }: AliasCheck): string {
  const { targets, filter, filterText, isAlias, settings } = observed ?? {};
  return JSON.stringify([state, expected, targets, filter, filterText, isAlias, settings]);
}

/**
 * What a probe that could tell changes of the record. An alias that is not known by itself keeps
 * what was known of it: not known is no end of a drift.
 */
export function planObservations(
  open: readonly OpenObservation[],
  checks: readonly AliasCheck[],
): ObservationChanges {
  const known = checks.filter(({ state }) => state !== 'not-known');
  const seen = new Map(known.map((check) => [check.name, seenOf(check)]));
  const named = new Set(checks.map(({ name }) => name));
  const isSame = ({ alias, seen: before }: OpenObservation): boolean =>
    seen.get(alias) === before || (named.has(alias) && !seen.has(alias));
  const same = open.filter(isSame);
  const stays = new Set(same.map(({ alias }) => alias));
  return {
    same: same.filter(({ alias }) => seen.has(alias)).map(({ id }) => id),
    ended: open.filter((one) => !isSame(one)).map(({ id }) => id),
    begun: known
      .filter(({ name }) => !stays.has(name))
      .map((check) => ({
        alias: check.name,
        state: check.state,
        seen: seenOf(check),
        says: check.says,
      })),
  };
}

/** The same for a probe that could not tell: all that was known stays, and one row says so. */
export function planFailedProbe(
  open: readonly OpenObservation[],
  says: string,
): ObservationChanges {
  const going = open.find(({ alias }) => alias === wholeProbe);
  if (going?.seen === says) return { same: [going.id], ended: [], begun: [] };
  return {
    same: [],
    ended: going === undefined ? [] : [going.id],
    begun: [{ alias: wholeProbe, state: 'not-known', seen: says, says }],
  };
}
