import { FaultError, type Result } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { RunList } from '../model.ts';
import type { PlannedContract } from '../requests.ts';
import { bodyFields, readLists } from './seen.ts';
import { listCondition } from './users-page.ts';

/** Of the body with most documents; a code of no body where none is found. */
async function anyBody(search: Search, target: string, field: string): Promise<string> {
  try {
    const [most] = await search.group(target, field, { limit: 1 });
    return typeof most?.value === 'string' ? most.value : 'none';
  } catch (error) {
    if (error instanceof FaultError) return 'none';
    throw error;
  }
}

/**
 * Runs the list queries of the pages that read these aliases, as for the users of one designated
 * body. Two requests.
 */
export async function runLists(
  search: Search,
  { pages, aliases }: Pick<PlannedContract, 'pages' | 'aliases'>,
  names: readonly string[],
): Promise<RunList[]> {
  const lists = readLists(pages, aliases).filter(({ alias }) => names.includes(alias.name));
  const [first] = lists;
  if (first === undefined) return [];
  const field = bodyFields(lists)[0]?.field;
  const body = field === undefined ? 'none' : await anyBody(search, first.alias.name, field);
  const asked = lists.map(({ query, alias }) => ({
    target: alias.name,
    condition: listCondition(query, body),
  }));
  const results = await search.counts(asked).catch((error: unknown): Result<number>[] => {
    if (error instanceof FaultError) return asked.map(() => ({ ok: false, fault: error.fault }));
    throw error;
  });
  return lists.map(({ query, page, alias }, at) => {
    const result = results[at];
    return {
      name: query.name,
      title: query.title,
      page: page.page,
      alias: alias.name,
      documents: result?.ok ? result.value : null,
      says: result?.ok === false ? result.fault.says : null,
    };
  });
}

/** What does not work of them, each in a sentence; `after` is what was done: a repair. */
export const brokenLists = (lists: readonly RunList[], after: string): string[] =>
  lists.flatMap(({ title, says }) =>
    says === null ? [] : [`Run after the ${after}: the list “${title}” does not work. ${says}`],
  );
