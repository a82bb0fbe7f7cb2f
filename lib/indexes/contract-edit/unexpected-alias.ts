import { createHash } from 'node:crypto';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { filterInWords, unexpectedAliases } from '../contract/compare-with-contract.ts';
import type { UnexpectedPreview } from './model.ts';
import type { PlannedContract } from '../requests.ts';
import { countEach, whyUncounted } from '../counts/count-each.ts';
import { throwIfSilent } from '../throw-if-silent.ts';

/** An alias that leads to a generation of ours and that the contract does not name. */
export interface FoundUnexpected {
  readonly name: string;
  /** One for each index that it leads to. */
  readonly states: readonly AliasState[];
  readonly key: string;
}

/** Why an alias is not for this console to change; null: it leads to generations of ours only. */
export function whyForeign(
  { aliases }: Pick<PlannedContract, 'aliases'>,
  name: string,
  states: readonly AliasState[],
): string | null {
  const own = states.filter((state) => state.name === name);
  const ours = unexpectedAliases(aliases, own);
  const others = own.filter(({ index }) => ours.every(({ target }) => target !== index));
  return others.length === 0
    ? null
    : `${quoted(name)} leads to ${someWords(
        others.map(({ index }) => index),
      )}, which is no generation of this console: it is for whoever made it to change`;
}

/**
 * Faults: `not-found`, `precondition` (the contract names it, or it leads to nothing of ours).
 * Rejects with a FaultError when the aliases cannot be read.
 */
export async function findUnexpected(
  { search }: Pick<World, 'search'>,
  contract: PlannedContract,
  name: string,
): Promise<Result<FoundUnexpected>> {
  await throwIfSilent(search);
  const states = await search.aliases();
  if (contract.aliases.some((alias) => alias.name === name))
    return refuse(
      'precondition',
      `The contract names ${quoted(name)}. Repair it, or edit the contract.`,
    );
  const own = states.filter((state) => state.name === name);
  if (own.length === 0) return refuse('not-found', `There is no alias ${quoted(name)}.`);
  const foreign = whyForeign(contract, name, own);
  if (foreign !== null) return refuse('precondition', `${foreign}.`);
  const seen = own.map(({ index, filter, settings }) => [index, filter, settings ?? null]);
  const key = createHash('sha256')
    .update(JSON.stringify([name, seen]))
    .digest('hex');
  return done({ name, states: own, key });
}

export const changedSince = (name: string) =>
  refuse(
    'conflict',
    `Something has changed about ${quoted(name)} since the preview. Nothing was done. Look at ` +
      'it again.',
  );

export async function previewUnexpected(
  { search, environment }: Pick<World, 'search' | 'environment'>,
  { name, states, key }: FoundUnexpected,
  notes: readonly string[],
): Promise<UnexpectedPreview> {
  const [counted] = await countEach(search, [{ target: name }]);
  const uncounted = whyUncounted([counted]);
  return {
    environment: environment.name,
    alias: name,
    targets: states.map(({ index }) => index).sort(),
    filter: filterInWords(states[0]?.filter ?? null),
    documents: counted?.ok === true ? counted.value : null,
    notes: uncounted === null ? notes : [...notes, uncounted],
    key,
  };
}
