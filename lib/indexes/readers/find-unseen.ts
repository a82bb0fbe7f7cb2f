import { FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import type { AliasState, Search } from '#lib/platform/search/port.ts';

/**
 * A name that the account of this console does not see, while searching through it works: what was
 * added under it would be beside what is there, and what it leads to seems to be led to by nothing.
 */
async function findUnseen(search: Search, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    try {
      await search.count(name);
      return name;
    } catch (error) {
      if (!(error instanceof FaultError) || error.fault.kind !== 'not-found') throw error;
    }
  }
  return null;
}

/**
 * Refused where one of these aliases exists without being in the lists of the engine, because the
 * account sees only a part of it. `concrete` are the indexes that it listed. Rejects when that
 * cannot be read.
 */
export async function refuseUnseen(
  search: Search,
  names: readonly string[],
  states: readonly AliasState[],
  concrete: ReadonlySet<string>,
): Promise<Result<void>> {
  const unlisted = names.filter(
    (alias) => !concrete.has(alias) && !states.some(({ name }) => name === alias),
  );
  const unseen = await findUnseen(search, unlisted);
  if (unseen === null) return { ok: true, value: undefined };
  return refuse(
    'precondition',
    `Something is called ${unseen} which the account of this console cannot see: it sees only a ` +
      'part of the cluster. Let it read all indexes and aliases, then try again',
    { alias: unseen },
  );
}
