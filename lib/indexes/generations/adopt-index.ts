import { audited, mayBegin, type Actor } from '#lib/access/index.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { IndexInfo, Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import type { AdoptIndex, AdoptOutcome } from './model.ts';
import { adoptIndexes } from '../permissions.ts';
import type { Contract } from '../requests.ts';
import { addAdopted, listGenerations } from '../store.ts';
import { throwIfSilent } from '../throw-if-silent.ts';
import { parseIndexName } from './names.ts';

/** A fault is the answer of the attempt, which is audited as any other. */
async function listIndexes(search: Search): Promise<Result<readonly IndexInfo[]>> {
  try {
    await throwIfSilent(search);
    return done(await search.indexes('*', { isCounted: false }));
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}

/**
 * Takes an index that no run has made among the generations of a family: readers can be rolled back
 * to it, and it can be retired. The index itself is not touched. Faults: `forbidden`, `invalid`,
 * `not-found`, `precondition` (a run made it, or it belongs to no family), `unavailable`.
 */
export async function adoptIndex(
  world: World,
  contract: Contract,
  actor: Actor,
  input: AdoptIndex,
): Promise<Result<AdoptOutcome>> {
  const { name: environment } = world.environment;
  const base = input.base ?? parseIndexName(input.index).base;
  const what = {
    permission: adoptIndexes,
    target: input.index,
    reason: input.reason,
    confirmed: confirmEnvironment(world.environment, input.typedName, 'adopt an index'),
  };
  // Outside the transaction: the embedded search side is in the same database.
  const looked = mayBegin(world, actor, what).ok ? await listIndexes(world.search) : done([]);
  return audited(world, actor, what, async (tx) => {
    if (!looked.ok) return looked;
    if (looked.value.every(({ name }) => name !== input.index))
      return refuse('not-found', `There is no index ${quoted(input.index)} in the search engine.`);
    if (contract.aliases.some(({ isInPlace, target }) => isInPlace && target === input.index))
      return refuse(
        'precondition',
        `${quoted(input.index)} is what users read: the Integration service fills it in place. ` +
          'It is no generation.',
      );
    const bases = contract.indexes.map((family) => family.base);
    if (!bases.includes(base))
      return refuse(
        'precondition',
        `Say of which family it is to be a generation: ${listWords(bases, 'or')}.`,
        { isFamilyMissing: true },
      );
    const known = await listGenerations(tx, environment);
    if (known.some(({ index }) => index === input.index))
      return refuse('precondition', `${quoted(input.index)} is one of the generations already.`);
    await addAdopted(tx, environment, input.index, base, null);
    return done({ environment, index: input.index, base });
  });
}
