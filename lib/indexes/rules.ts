import { isDeepStrictEqual } from 'node:util';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { AliasMove, AliasState, SwapPlan } from '#lib/platform/search/port.ts';
import type { ContractAlias, GenerationRun } from './requests.ts';
import type { Generation } from './store.ts';

export interface PlannedSwap {
  readonly plan: SwapPlan;
  /**
   * True: readers already use exactly this, as after a worker that died between the swap and its
   * record.
   */
  readonly isDone: boolean;
}

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/**
 * What would vanish with the concrete indexes that make way (`remove_index` takes every alias
 * along), in plain words; or null.
 */
function lossOf(
  contract: readonly ContractAlias[],
  removed: readonly string[],
  states: readonly AliasState[],
): string | null {
  const lost = states.filter(
    (state) =>
      removed.includes(state.index) && contract.every((alias) => alias.name !== state.name),
  );
  if (lost.length === 0) return null;
  const aliases = inWords([...new Set(lost.map((state) => state.name))].sort());
  const indexes = inWords([...new Set(lost.map((state) => state.index))].sort());
  const [word, its, them] =
    lost.length === 1 ? ['alias', 'its', 'it'] : ['aliases', 'their', 'them'];
  return (
    `The ${word} ${aliases} would be lost: ${indexes} must make way, and the contract does ` +
    `not name ${them}. Move ${them} elsewhere, or have a pipeline that names ${them} with ` +
    `${its} filter`
  );
}

/**
 * Every alias of the contract in one plan. `states` is where aliases are now, `concrete` the
 * indexes that exist. An alias on several indexes is nothing that we made and nothing that we may
 * guess about; an alias that the contract does not name is nothing that we may take away.
 */
export function planSwap(
  contract: readonly ContractAlias[],
  generations: Readonly<Record<string, string>>,
  states: readonly AliasState[],
  concrete: ReadonlySet<string>,
): Result<PlannedSwap> {
  const moves: AliasMove[] = [];
  let isDone = true;
  for (const { name, target, filter } of contract) {
    const to = generations[target];
    if (to === undefined)
      return refuse(
        'precondition',
        `The run has no index for ${target}, which the alias ${name} needs`,
      );
    const now = states.filter((state) => state.name === name);
    if (now.length > 1)
      return refuse(
        'precondition',
        `The alias ${name} points at ${String(now.length)} indexes; leave it on one, then ` +
          'start again',
      );
    const [state] = now;
    moves.push({ alias: name, from: state?.index ?? null, to, filter });
    isDone &&= state?.index === to && isDeepStrictEqual(state.filter, filter);
  }
  const removeIndexes = contract.map((alias) => alias.name).filter((name) => concrete.has(name));
  const loss = lossOf(contract, removeIndexes, states);
  if (loss !== null) return refuse('precondition', loss);
  return done({ plan: { moves, removeIndexes }, isDone });
}

/**
 * The index that readers of a family use: where the alias of the family's own name points, or null.
 */
export function liveIndexOf(base: string, states: readonly AliasState[]): string | null {
  const found = states.filter((state) => state.name === base);
  return found.length === 1 ? (found[0]?.index ?? null) : null;
}

/**
 * What may go when `run` begins: everything that earlier runs were building, and all but the newest
 * of the previous generations of each family. Never what is live, never what this run made, and
 * nothing of a later run: a worker that wakes up late drops nothing of it.
 */
export function planRetirement(
  generations: readonly Generation[],
  run: Pick<GenerationRun, 'id' | 'number'>,
): readonly string[] {
  const candidates = generations.filter(
    (row) => row.runId !== run.id && (row.runNumber === null || row.runNumber < run.number),
  );
  const unread = candidates.filter((row) => row.role === 'building' || row.role === 'abandoned');
  const leftAt = (row: Generation): number => (row.liveUntil ?? row.createdAt).getTime();
  const newest = new Map<string, Generation>();
  for (const row of generations.filter((generation) => generation.role === 'previous')) {
    const best = newest.get(row.base);
    if (best === undefined || leftAt(row) > leftAt(best)) newest.set(row.base, row);
  }
  const outdated = candidates.filter(
    (row) => row.role === 'previous' && newest.get(row.base) !== row,
  );
  return [...unread, ...outdated].map((row) => row.index);
}
