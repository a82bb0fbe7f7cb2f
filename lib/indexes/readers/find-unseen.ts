import { FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import type { AliasState, CountQuestion, Search } from '#lib/platform/search/port.ts';
import { missingRight, moreShown, type Shown } from '../contract/check-alias.ts';

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
      'part of the cluster. Let it read all indexes and aliases, then try again.',
    { alias: unseen },
  );
}

interface SeenAlias {
  readonly alias: string;
  /** What it shows, and what the index that it is seen on shows under its filter. */
  readonly questions: readonly [CountQuestion, CountQuestion];
}

function seenOnOne(names: readonly string[], states: readonly AliasState[]): SeenAlias[] {
  return names.flatMap((alias) => {
    const [state, ...others] = states.filter(({ name }) => name === alias);
    if (state === undefined || others.length > 0 || state.filter === 'foreign') return [];
    const { index: target, filter } = state;
    const seen = filter === null ? { target } : { target, condition: filter };
    return [{ alias, questions: [{ target: alias }, seen] }];
  });
}

/** Of what cannot be counted nothing is known: it stops nothing. */
async function countSeen(search: Search, aliases: readonly SeenAlias[]): Promise<Shown[]> {
  if (aliases.length === 0) return [];
  const counted = await search.counts(aliases.flatMap(({ questions }) => questions));
  const valueAt = (at: number): number | null => {
    const result = counted[at];
    return result?.ok === true ? result.value : null;
  };
  return aliases.map((_, at) => ({ shows: valueAt(2 * at), shouldShow: valueAt(2 * at + 1) }));
}

async function findPartlyUnseen(
  search: Search,
  names: readonly string[],
  states: readonly AliasState[],
): Promise<string | null> {
  const asked = seenOnOne(names, states);
  try {
    const first = await countSeen(search, asked);
    const doubtful = asked.flatMap((one, at) => {
      const shown = first[at];
      return shown !== undefined && moreShown([shown]) > 0 ? [{ ...one, shown }] : [];
    });
    // What is written between two counts is in one of them only.
    const again = await countSeen(search, doubtful);
    const found = doubtful.find(({ shown }, at) => moreShown([shown, again[at] ?? shown]) > 0);
    return found?.alias ?? null;
  } catch (error) {
    if (error instanceof FaultError) return null;
    throw error;
  }
}

/**
 * The same, and refused where one of these aliases shows more than the one index that it is seen
 * on: it leads to another one as well, which what is done next would leave it on or take away.
 */
export async function refuseUnseenAnywhere(
  ...[search, names, states, concrete]: Parameters<typeof refuseUnseen>
): Promise<Result<void>> {
  const seen = await refuseUnseen(search, names, states, concrete);
  if (!seen.ok) return seen;
  const alias = await findPartlyUnseen(search, names, states);
  if (alias === null) return seen;
  return refuse(
    'precondition',
    `${alias} shows more documents than the index that it is seen on: it may lead to another ` +
      `index, and ${missingRight}. Then try again.`,
    { alias },
  );
}
