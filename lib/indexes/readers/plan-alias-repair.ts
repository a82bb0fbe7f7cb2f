import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import type { AliasCheck } from '../model.ts';
import type { ContractAlias, RecordedSwap } from '../requests.ts';
import { familiesInPlace } from '../contract/expected-targets.ts';
import { lossOf, moveOf } from './plan-swap.ts';

/** What was read, as far as a repair goes by it. */
export interface RepairFacts {
  readonly checks: readonly AliasCheck[];
  readonly states: readonly AliasState[];
  /** Names of the indexes that are there; null: they could not be listed. */
  readonly indexes: ReadonlySet<string> | null;
}

export interface PlannedRepair {
  readonly checks: readonly AliasCheck[];
  /** The smallest set of moves that puts them right; indexes to remove are copied first. */
  readonly plan: RecordedSwap;
}

const isWrong = ({ state }: AliasCheck): boolean => state === 'missing' || state === 'different';

function wantedChecks(
  checks: readonly AliasCheck[],
  name: string | undefined,
): Result<readonly AliasCheck[]> {
  if (name === undefined) {
    const wrong = checks.filter(isWrong);
    if (wrong.length > 0) return done(wrong);
    const unknown = checks.find(({ state }) => state === 'not-known');
    if (unknown !== undefined) return refuse('unavailable', unknown.says);
    return refuse(
      'precondition',
      'There is nothing to repair: every alias is as the contract says.',
    );
  }
  const check = checks.find((one) => one.name === name);
  if (check === undefined)
    return refuse('not-found', `The contract names no alias ${quoted(name)}.`);
  if (isWrong(check)) return done([check]);
  if (check.state === 'matches')
    return refuse('precondition', `There is nothing to repair: ${check.says}`);
  return check.state === 'not-known'
    ? refuse('unavailable', check.says)
    : refuse(
        'precondition',
        `${check.says} That is for the search engine to put right; no alias is wrong.`,
      );
}

/**
 * Puts the wrong aliases, or the one of that name, back on the generation that readers should get,
 * with the filter of the contract. Faults: `not-found`, `precondition` (nothing is wrong, no
 * generation is live, something would be lost), `unavailable` (what is wrong is not known).
 */
export function planAliasRepair(
  contract: readonly ContractAlias[],
  { checks, states, indexes }: RepairFacts,
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
  if (loss !== null) return refuse('precondition', `${loss}.`);
  const moves = affected.flatMap((check) => {
    const alias = contract.find((one) => one.name === check.name);
    return alias === undefined ? [] : [moveOf(alias, check.expected.target, states)];
  });
  if (indexes === null)
    return refuse('precondition', 'Which indexes there are is not known: nothing can be repaired.');
  const gone = [...new Set(moves.map(({ to }) => to))].filter(
    (index) => !indexes.has(index) || removeIndexes.includes(index),
  );
  if (gone.length > 0)
    return refuse(
      'precondition',
      gone.some((index) => familiesInPlace(contract, states).has(index))
        ? `There is no index ${listWords(gone, 'and')}: a sync of the Integration service makes it.`
        : `There is no generation for ${listWords(gone, 'and')} that readers could get: a sync ` +
            'makes one.',
    );
  return done({ checks: affected, plan: { moves, removeIndexes } });
}
