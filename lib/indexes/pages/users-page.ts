import type { Condition, Scalar } from '#lib/platform/search/conditions.ts';
import { theBody, type PageVerdict } from '../model.ts';

/** One list of a tab, as the existing services query it (`docs/sync-contract.md` 3.6, 3.7). */
export interface ListQuery {
  /** `ready-to-connect`; what scripts and stored counts call it. */
  readonly name: string;
  readonly title: string;
  /** The conditions beside the filter of the alias; `theBody` is where a code goes. */
  readonly where: Condition;
}

/** One tab of a page of the users, or a page without tabs: what a pipeline says about it. */
export interface UsersPage {
  readonly page: string;
  /** Null: the whole page. */
  readonly tab: string | null;
  /** The name in the search engine that it reads; null: it works without the search engine. */
  readonly reads: string | null;
  /**
   * What it shows where readers get an index that a stage has not filled yet, by stage; it is right
   * without those that are not named.
   */
  readonly beforeStage: Readonly<Record<string, PageVerdict>>;
  /** What it shows where its index is empty; absent: `empty`. */
  readonly whenEmpty?: Extract<PageVerdict, 'error-or-empty'>;
  /** What it shows where its alias has lost its filter: some lists keep conditions of their own. */
  readonly withoutFilter: Extract<PageVerdict, 'lists-everyone' | 'extra-rows'>;
  /**
   * The service that serves it makes an index of that name when it starts and finds none, which
   * nobody updates.
   */
  readonly isMadeWhenMissing: boolean;
  /** Who cannot work while it is wrong: `admins who resolve discrepancies`. */
  readonly harmed: string;
  readonly lists: readonly ListQuery[];
}

/** `Connections, tab Discrepancies,`, as a sentence begins. */
export const pageInWords = ({ page, tab }: Pick<UsersPage, 'page' | 'tab'>): string =>
  tab === null ? page : `${page}, tab ${tab},`;

const valueFor = (value: Scalar, body: string): Scalar => (value === theBody ? body : value);

function forBody(condition: Condition, body: string): Condition {
  switch (condition.is) {
    case 'equals':
      return { ...condition, value: valueFor(condition.value, body) };
    case 'in':
      return { ...condition, values: condition.values.map((value) => valueFor(value, body)) };
    case 'any-of-nested':
      return { ...condition, where: forBody(condition.where, body) };
    case 'and':
      return { ...condition, all: condition.all.map((part) => forBody(part, body)) };
    case 'or':
      return { ...condition, any: condition.any.map((part) => forBody(part, body)) };
    case 'not':
      return { ...condition, of: forBody(condition.of, body) };
    case 'all':
    case 'differs':
    case 'missing':
    case 'prefix':
    case 'range':
      return condition;
  }
}

/** What the list asks the search engine for one designated body. */
export const listCondition = ({ where }: ListQuery, body: string): Condition =>
  forBody(where, body);
