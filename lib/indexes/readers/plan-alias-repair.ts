import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import type { AliasCheck } from '../model.ts';
import type { ContractAlias, RecordedSwap } from '../requests.ts';
import { whyUnlisted } from '../contract/check-alias.ts';
import { familiesInPlace } from '../contract/expected-targets.ts';
import { parseIndexName } from '../generations/names.ts';
import { lossOf, moveOf } from './plan-swap.ts';

/** What was read, as far as a repair goes by it. */
export interface RepairFacts {
  readonly checks: readonly AliasCheck[];
  readonly states: readonly AliasState[];
  /** Names of the indexes that are there; null: they could not be listed. */
  readonly indexes: ReadonlySet<string> | null;
  readonly whyNoIndexes: Fault | null;
}

export interface PlannedRepair {
  readonly checks: readonly AliasCheck[];
  /** The smallest set of moves that puts them right; indexes to remove are copied first. */
  readonly plan: RecordedSwap;
}

const isWrong = ({ state }: AliasCheck): boolean => state === 'missing' || state === 'different';

const refuseUnreadable = ({ says }: AliasCheck): Result<never> =>
  refuse('precondition', `${says} That is for the search engine to put right; no alias is wrong.`);

/** Tells a script that all is well from a repair that something prevents. */
const nothingToRepair = { nothingToRepair: true };

function wantedChecks(
  checks: readonly AliasCheck[],
  name: string | undefined,
): Result<readonly AliasCheck[]> {
  if (name === undefined) {
    const wrong = checks.filter(isWrong);
    if (wrong.length > 0) return done(wrong);
    const unknown = checks.find(({ state }) => state === 'not-known');
    if (unknown !== undefined) return refuse('unavailable', unknown.says);
    const unreadable = checks.find(({ state }) => state === 'unreadable');
    if (unreadable !== undefined) return refuseUnreadable(unreadable);
    return refuse(
      'precondition',
      'There is nothing to repair: every alias is as the contract says.',
      nothingToRepair,
    );
  }
  const check = checks.find((one) => one.name === name);
  if (check === undefined)
    return refuse('not-found', `The contract names no alias ${quoted(name)}.`);
  if (isWrong(check)) return done([check]);
  if (check.state === 'matches')
    return refuse('precondition', `There is nothing to repair: ${check.says}`, nothingToRepair);
  return check.state === 'not-known' ? refuse('unavailable', check.says) : refuseUnreadable(check);
}

function goneSays(
  gone: readonly string[],
  contract: readonly ContractAlias[],
  states: readonly AliasState[],
): string {
  const names = listWords(gone, 'and');
  if (gone.some((index) => familiesInPlace(contract, states).has(index)))
    return `There is no index ${names}: a sync of the Integration service makes it.`;
  return gone.some((index) => parseIndexName(index).generation !== null)
    ? `${names}, which users should get, is not there any more. Roll back to an earlier ` +
        'generation, where one is kept, or start a sync.'
    : `There is no generation for ${names} that readers could get: a sync makes one.`;
}

/**
 * Puts the wrong aliases, or the one of that name, back on the generation that readers should get,
 * with the filter of the contract. Faults: `not-found`, `precondition` (nothing is wrong, no
 * generation is live, something would be lost), `unavailable` (what is wrong is not known).
 */
export function planAliasRepair(
  contract: readonly ContractAlias[],
  { checks, states, indexes, whyNoIndexes }: RepairFacts,
  name?: string,
): Result<PlannedRepair> {
  const wanted = wantedChecks(checks, name);
  if (!wanted.ok) return wanted;
  const removeIndexes = wanted.value
    .filter(({ observed }) => observed?.isAlias === false)
    .map((check) => check.name);
  // An index that makes way takes the aliases on it along: those are put right with it.
  const affected = checks.filter(
    (check) =>
      wanted.value.includes(check) ||
      check.observed?.targets.some((index) => removeIndexes.includes(index)) === true,
  );
  const loss = lossOf(contract, removeIndexes, states);
  if (loss !== null) return refuse('precondition', loss);
  const moves = affected.flatMap((check) => {
    const alias = contract.find((one) => one.name === check.name);
    return alias === undefined ? [] : [moveOf(alias, check.expected.target, states)];
  });
  if (indexes === null)
    return refuse(
      'unavailable',
      'Nothing can be repaired while it is not known which indexes there are: ' +
        `${whyUnlisted(whyNoIndexes)}.`,
    );
  const gone = [...new Set(moves.map(({ to }) => to))].filter(
    (index) => !indexes.has(index) || removeIndexes.includes(index),
  );
  if (gone.length > 0) return refuse('precondition', goneSays(gone, contract, states));
  return done({ checks: affected, plan: { moves, removeIndexes } });
}
