import { FaultError } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { ContractAlias } from '../requests.ts';
import { bodyFields, type ReadList } from './seen.ts';

/** Far more bodies than there are; what a damaged index makes up beyond them is not counted. */
const mostBodies = 60;

/** Null: this field of it cannot be read. */
async function codesIn(search: Search, target: string, field: string): Promise<string[] | null> {
  try {
    const groups = await search.group(target, field, { limit: mostBodies });
    return groups.flatMap(({ value }) =>
      typeof value === 'string' && value !== '' ? [value] : [],
    );
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind !== 'unavailable') return null;
    throw error;
  }
}

/**
 * The designated bodies that aliases without a filter name, or the generation before (`previous`,
 * by base). A request for each field that has codes. Null: none of them can be read.
 */
export async function findBodies(
  search: Search,
  lists: readonly ReadList[],
  aliases: readonly ContractAlias[],
  previous: ReadonlyMap<string, string>,
): Promise<string[] | null> {
  const sources = bodyFields(lists).flatMap(({ base, field }) => {
    const before = previous.get(base);
    const names = aliases.filter(({ target, filter }) => target === base && filter === null);
    return [...names.slice(0, 1).map(({ name }) => name), ...(before ? [before] : [])].map(
      (target) => ({ target, field }),
    );
  });
  const found = await Promise.all(sources.map((at) => codesIn(search, at.target, at.field)));
  const read = found.filter((codes) => codes !== null);
  return read.length === 0 ? null : [...new Set(read.flat())].sort();
}

/** Those that are named now go first where there are too many. */
export const withKnown = (named: readonly string[], known: readonly string[]): string[] =>
  [...new Set([...named, ...known])].slice(0, mostBodies).sort();
