import type { Result } from '#lib/kernel/result.ts';
import { all, and, type Condition } from '#lib/platform/search/conditions.ts';
import type { CountQuestion } from '#lib/platform/search/port.ts';
import type { SeenBody, SeenList } from '../counts/model.ts';
import { theBody } from '../model.ts';
import type { ContractAlias } from '../requests.ts';
import { listCondition, type ListQuery, type UsersPage } from './users-page.ts';

/** A list that was shorter than this stands out only when it is empty. */
const fewRows = 20;

/** A list of a page, with the alias that it is read through. */
export interface ReadList {
  readonly query: ListQuery;
  readonly page: UsersPage;
  readonly alias: ContractAlias;
}

/** The lists that can be read: those whose alias the contract names. */
export const readLists = (
  pages: readonly UsersPage[],
  aliases: readonly ContractAlias[],
): ReadList[] =>
  pages.flatMap((page) => {
    const alias = aliases.find(({ name }) => name === page.reads);
    return alias === undefined ? [] : page.lists.map((query) => ({ query, page, alias }));
  });

function fieldsIn(condition: Condition): string[] {
  switch (condition.is) {
    case 'equals':
      return condition.value === theBody ? [condition.field] : [];
    case 'and':
      return condition.all.flatMap(fieldsIn);
    case 'or':
      return condition.any.flatMap(fieldsIn);
    case 'not':
      return fieldsIn(condition.of);
    // Objects of a list cannot be grouped; the same bodies are found by the other lists.
    case 'any-of-nested':
    case 'all':
    case 'differs':
    case 'in':
    case 'missing':
    case 'prefix':
    case 'range':
      return [];
  }
}

/** Where the codes of designated bodies are: family and field, each once. */
export function bodyFields(lists: readonly ReadList[]): { base: string; field: string }[] {
  const found = lists.flatMap(({ query, alias }) =>
    fieldsIn(query.where).map((field) => ({ base: alias.target, field })),
  );
  return [...new Map(found.map((one) => [`${one.base} ${one.field}`, one])).values()];
}

/**
 * What one body's lists are counted by: as users read them, and as before the last swap, with the
 * filters that the aliases have (`filters`), for the contract may name others since.
 */
export function questionsOf(
  lists: readonly ReadList[],
  bodies: readonly string[],
  previous: ReadonlyMap<string, string>,
  filters: ReadonlyMap<string, Condition | null> = new Map(),
): { readonly now: CountQuestion; readonly before: CountQuestion | null }[] {
  return bodies.flatMap((body) =>
    lists.map(({ query, alias }) => {
      const condition = listCondition(query, body);
      const index = previous.get(alias.target);
      const observed = filters.get(alias.name);
      const filter = (observed === undefined ? alias.filter : observed) ?? all;
      return {
        now: { target: alias.name, condition },
        before: index === undefined ? null : { target: index, condition: and(filter, condition) },
      };
    }),
  );
}

const valueOf = (counted: Result<number> | undefined): number | null =>
  counted?.ok === true ? counted.value : null;

/** `from`: by how much of what it had a list drops before it stands out. */
export function standsOut(now: number | null, before: number | null, from: number): boolean {
  if (now === null || before === null || now >= before) return false;
  return now === 0 || (before >= fewRows && before - now >= before * from);
}

const hasVanished = (lists: readonly SeenList[]): boolean =>
  lists.length > 0 &&
  lists.every(({ documents }) => documents === 0) &&
  lists.some(({ before, trend }) => (before ?? 0) > 0 || trend.some((value) => (value ?? 0) > 0));

const rank = (body: SeenBody): number => (body.hasVanished ? 0 : body.standsOut ? 1 : 2);

/** What was counted before: of each list of each body. */
export interface Earlier {
  readonly body: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly before: number | null;
}

/**
 * The lists of each body, what stands out first; `counts` are in the order of the questions, before
 * after now.
 */
export function seenBodies(
  lists: readonly ReadList[],
  bodies: readonly string[],
  counts: readonly { readonly now?: Result<number>; readonly before?: Result<number> }[],
  earlier: readonly Earlier[],
  from: number,
): SeenBody[] {
  const seen = bodies.map((body, row): SeenBody => {
    const own = lists.map(({ query, page }, column): SeenList => {
      const counted = counts[row * lists.length + column];
      const stored = earlier.find((one) => one.body === body && one.name === query.name);
      const now = valueOf(counted?.now);
      const before = valueOf(counted?.before) ?? stored?.before ?? null;
      return {
        name: query.name,
        title: query.title,
        page: page.page,
        documents: now,
        before,
        standsOut: standsOut(now, before, from),
        trend: stored?.values ?? [],
      };
    });
    const vanished = hasVanished(own);
    return {
      body,
      lists: own,
      standsOut: vanished || own.some((list) => list.standsOut),
      hasVanished: vanished,
    };
  });
  return seen.sort((a, b) => rank(a) - rank(b));
}
