import { createHash } from 'node:crypto';
import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import { isSameFilter } from '../contract/compare-with-contract.ts';
import type { ContractAlias, RecordedMove, RecordedSwap } from '../requests.ts';

export interface PlannedSwap {
  readonly plan: RecordedSwap;
  /**
   * True: readers already use exactly this, as after a worker that died between the swap and its
   * record.
   */
  readonly isDone: boolean;
  /** Aliases that the contract does not name, on generations that readers leave. */
  readonly leftBehind: readonly AliasState[];
}

// On a refusal: users do not simply keep what they had.
const gettingBoth = { areReadersGettingBoth: true } as const;
export const areReadersGettingBoth = ({ detail }: Fault): boolean =>
  detail?.['areReadersGettingBoth'] === true;

/** What becomes of an alias that a swap or a roll back leaves behind. */
export const leftBehindInWords = ({ name, index }: AliasState): string =>
  `The alias ${name} points at ${index}, which readers leave, and the contract does not name ` +
  'it: it stays there, and that index is kept for as long as it does.';

/**
 * What would vanish with the concrete indexes that make way (`remove_index` takes every alias
 * along), in plain words; or null.
 */
export function lossOf(
  contract: readonly ContractAlias[],
  removed: readonly string[],
  states: readonly AliasState[],
): string | null {
  const lost = states.filter(
    (state) =>
      removed.includes(state.index) && contract.every((alias) => alias.name !== state.name),
  );
  if (lost.length === 0) return null;
  const aliases = someWords([...new Set(lost.map((state) => state.name))].sort());
  const indexes = someWords([...new Set(lost.map((state) => state.index))].sort());
  const [word, its, them] =
    lost.length === 1 ? ['alias', 'its', 'it'] : ['aliases', 'their', 'them'];
  return (
    `The ${word} ${aliases} would be lost: ${indexes} must make way, and the contract does ` +
    `not name ${them}. Move ${them} elsewhere, or have a pipeline that names ${them} with ` +
    `${its} filter.`
  );
}

/** From wherever the alias is now. */
export function moveOf(
  { name, filter }: Pick<ContractAlias, 'name' | 'filter'>,
  to: string,
  states: readonly AliasState[],
): RecordedMove {
  const now = states.filter((state) => state.name === name);
  return {
    alias: name,
    from: now.map(({ index }) => index),
    to,
    filter,
    previousFilters: Object.fromEntries(now.map((one) => [one.index, one.filter])),
  };
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
  const moves: RecordedMove[] = [];
  let isDone = true;
  for (const { name, target, filter } of contract) {
    const to = generations[target];
    if (to === undefined)
      return refuse(
        'precondition',
        `The run has no index for ${target}, which the alias ${name} needs.`,
      );
    const now = states.filter((state) => state.name === name);
    if (now.length > 1)
      return refuse(
        'precondition',
        `The alias ${name} points at ${String(now.length)} indexes, ` +
          `${someWords(now.map(({ index }) => index))}: readers get both. Leave it on one, then ` +
          'start again.',
        gettingBoth,
      );
    const [state] = now;
    moves.push(moveOf({ name, filter }, to, states));
    isDone &&=
      state?.index === to && state.settings === undefined && isSameFilter(state.filter, filter);
  }
  const removeIndexes = contract.map((alias) => alias.name).filter((name) => concrete.has(name));
  const loss = lossOf(contract, removeIndexes, states);
  if (loss !== null) return refuse('precondition', loss);
  const left = new Set(moves.flatMap(({ from, to }) => from.filter((index) => index !== to)));
  const leftBehind = states.filter(
    (state) => left.has(state.index) && contract.every(({ name }) => name !== state.name),
  );
  return done({ plan: { moves, removeIndexes }, isDone, leftBehind });
}

/** Where readers are, by the aliases alone. */
export interface ReadersFound {
  /**
   * One request moves every alias, and nothing else points an alias at the generations of this run:
   * where one has arrived, the request was applied.
   */
  readonly haveMoved: boolean;
  /** Aliases that have arrived and are on other indexes as well: readers get both. */
  readonly doubled: readonly { readonly move: RecordedMove; readonly on: readonly string[] }[];
  /** Aliases that have not arrived, or not with their filter, or are still there. */
  readonly elsewhere: readonly string[];
  /** Where each alias of the swap leads. */
  readonly now: ReadonlyMap<string, readonly string[]>;
}

export function findReaders(swap: RecordedSwap, states: readonly AliasState[]): ReadersFound {
  const seen = swap.moves.map((move) => {
    const now = states.filter((state) => state.name === move.alias);
    return { move, now, arrived: now.find((state) => state.index === move.to) };
  });
  return {
    haveMoved:
      seen.some(({ move, arrived }) => arrived !== undefined && !move.from.includes(move.to)) ||
      seen.every(({ arrived }) => arrived !== undefined),
    doubled: seen.flatMap(({ move, now, arrived }) =>
      arrived !== undefined && now.length > 1 ? [{ move, on: now.map(({ index }) => index) }] : [],
    ),
    elsewhere: [
      ...seen
        .filter(
          ({ move, arrived }) =>
            arrived === undefined || !isSameFilter(arrived.filter, move.filter),
        )
        .map(({ move }) => move.alias),
      ...(swap.removals ?? [])
        .filter(({ alias }) => states.some(({ name }) => name === alias))
        .map(({ alias }) => alias),
    ],
    now: new Map(seen.map(({ move, now }) => [move.alias, now.map(({ index }) => index)])),
  };
}

/** Names exactly these moves from these indexes, for a preview and what is done after it. */
export const planKey = (plan: RecordedSwap): string =>
  createHash('sha256').update(JSON.stringify(plan)).digest('hex');
