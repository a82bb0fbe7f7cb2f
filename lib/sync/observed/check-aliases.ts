import { listWords } from '#lib/kernel/words/text.ts';
import { isSameCondition } from '#lib/platform/search/conditions.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import type { AliasDefinition } from '../pipeline.ts';

/**
 * What is wrong with the aliases of an index that was filled in place, in a sentence; null:
 * nothing.
 * `indexes`: the names of all indexes there are.
 */
export function aliasesWrong(
  wanted: readonly AliasDefinition[],
  states: readonly AliasState[],
  indexes: readonly string[],
): string | null {
  const wrong = wanted.flatMap(({ name, target, filter }) => {
    if (indexes.includes(name)) return [`${name} is an index, not an alias`];
    const own = states.filter((state) => state.name === name);
    const [only] = own;
    if (only === undefined) return [`${name} is missing`];
    if (own.length > 1 || only.index !== target)
      return [`${name} does not lead to ${target} alone`];
    const isSame =
      filter === null || only.filter === null || only.filter === 'foreign'
        ? only.filter === filter
        : isSameCondition(only.filter, filter);
    return isSame && only.settings === undefined ? [] : [`${name} has another filter`];
  });
  return wrong.length === 0 ? null : `${listWords(wrong, 'and')}.`;
}
