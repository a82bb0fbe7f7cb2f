import { FaultError, type Fault, type FaultKind, type Result } from '#lib/kernel/result.ts';
import { titleCase } from '#lib/kernel/words/text.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { missingRight } from '../contract/check-alias.ts';
import { countEach } from '../counts/count-each.ts';
import type { ListTrial, RunList } from '../model.ts';
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
  const results = await countEach(search, asked);
  return lists.map(({ query, page, alias }, at) => {
    const result = results[at];
    return {
      name: query.name,
      title: query.title,
      page: page.page,
      alias: alias.name,
      documents: result?.ok ? result.value : null,
      state: trialState(result),
      says: result?.ok === false ? whyNotWorking(result.fault) : null,
    };
  });
}

const unknownStates: ReadonlySet<FaultKind> = new Set(['unavailable', 'forbidden']);

/** What the account of the console may not ask says nothing of what users get. */
export const trialState = (counted: Result<number> | undefined): ListTrial['state'] =>
  counted?.ok === true
    ? 'works'
    : counted === undefined || unknownStates.has(counted.fault.kind)
      ? 'not-known'
      : 'fails';

export const whyNotWorking = ({ kind, says }: Fault): string =>
  kind === 'forbidden' ? `${titleCase(missingRight)}.` : says;

/** What does not work of them, each in a sentence; `after` is what was done: a repair. */
export const brokenLists = (lists: readonly RunList[], after: string): string[] =>
  lists.flatMap(({ title, state, says }) =>
    state === 'works'
      ? []
      : [
          `Run after the ${after}: ` +
            (state === 'fails'
              ? `the list “${title}” does not work.`
              : `whether the list “${title}” works is not known.`) +
            (says === null ? '' : ` ${says}`),
        ],
  );
