import { FaultError } from '#lib/kernel/result.ts';
import { equals } from '#lib/platform/search/conditions.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { countEach } from '../counts/count-each.ts';
import type { ContractAlias } from '../requests.ts';
import { bodyFields, type ReadList } from './seen.ts';

/** Far more bodies than there are; what a damaged index makes up beyond them is not counted. */
const mostBodies = 60;

/** Null: this field of it cannot be read. */
async function codesIn(
  search: Search,
  target: string,
  field: string,
): Promise<string[] | 'refused' | null> {
  try {
    const groups = await search.group(target, field, { limit: mostBodies });
    return groups.flatMap(({ value }) =>
      typeof value === 'string' && value !== '' ? [value] : [],
    );
  } catch (error) {
    if (!(error instanceof FaultError) || error.fault.kind === 'unavailable') throw error;
    return error.fault.kind === 'forbidden' ? 'refused' : null;
  }
}

interface Source {
  readonly target: string;
  readonly field: string;
}

/** Where codes can be read: through an alias without a filter, and in the generation before. */
const sourcesOf = (
  lists: readonly ReadList[],
  aliases: readonly ContractAlias[],
  previous: ReadonlyMap<string, string>,
): Source[] =>
  bodyFields(lists).flatMap(({ base, field }) => {
    const before = previous.get(base);
    const names = aliases.filter(({ target, filter }) => target === base && filter === null);
    return [...names.slice(0, 1).map(({ name }) => name), ...(before ? [before] : [])].map(
      (target) => ({ target, field }),
    );
  });

/**
 * Whether no index names this body, in one request. False also where that cannot be told: there is
 * nothing that could be read, or not all of it can.
 */
export async function isNamedNowhere(
  search: Search,
  lists: readonly ReadList[],
  aliases: readonly ContractAlias[],
  previous: ReadonlyMap<string, string>,
  body: string,
): Promise<boolean> {
  const sources = sourcesOf(lists, aliases, previous);
  const counted = await countEach(
    search,
    sources.map(({ target, field }) => ({ target, condition: equals(field, body) })),
  );
  return counted.length > 0 && counted.every((one) => one.ok && one.value === 0);
}

export interface FoundBodies {
  /** Null: none of what names them can be read. */
  readonly named: string[] | null;
  /** The account may not read some of it. */
  readonly isRefused: boolean;
}

/**
 * The designated bodies that aliases without a filter name, or the generation before (`previous`,
 * by base). A request for each field that has codes.
 */
export async function findBodies(
  search: Search,
  lists: readonly ReadList[],
  aliases: readonly ContractAlias[],
  previous: ReadonlyMap<string, string>,
): Promise<FoundBodies> {
  const sources = sourcesOf(lists, aliases, previous);
  const found = await Promise.all(sources.map((at) => codesIn(search, at.target, at.field)));
  const read = found.filter((codes) => codes !== null && codes !== 'refused');
  return {
    named: read.length === 0 ? null : [...new Set(read.flat())].sort(),
    isRefused: found.includes('refused'),
  };
}

/** Those that are named now go first where there are too many. */
export const withKnown = (named: readonly string[], known: readonly string[]): string[] =>
  [...new Set([...named, ...known])].slice(0, mostBodies).sort();
