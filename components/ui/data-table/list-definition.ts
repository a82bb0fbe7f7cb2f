/** A list page as data: what `DataList` needs besides the query. Pure; one file a list fills it. */
import type { ReactNode } from 'react';
import {
  isSameSort,
  listTexts,
  readList,
  type Filters,
  type FilterValues,
  type ListReading,
  type ListShape,
  type ListTexts,
  type Sort,
} from '#lib/kernel/list.ts';
import { hideable, usuallyShown, type Column } from './column.ts';
import { filterWords, type FilterDefinition } from './filter.ts';
import type { RowsOptions } from './data-table.tsx';

export interface ListDefinition<
  R,
  F extends Filters = Filters,
  S extends string = string,
> extends RowsOptions<R> {
  /** Names what a browser keeps of it, and its file: `sync-runs`. */
  readonly id: string;
  readonly title: string;
  readonly one: string;
  readonly many: string;
  readonly shape: ListShape<F, S>;
  readonly columns: readonly Column<R, S>[];
  readonly filters: Readonly<Record<keyof F & string, FilterDefinition>>;
  /** Without a filter and without a row: what would be here, and how it comes. */
  readonly empty: { readonly title: string; readonly says: ReactNode };
  /** What it means for users that the list cannot be read. */
  readonly faultMeaning: string;
}

/** What a person chose to see: filters, order and columns; not the page. */
export interface ListView<F extends Filters = Filters, S extends string = string> {
  readonly filters: FilterValues<F>;
  readonly sort: Sort<S>;
  /** Ids of the shown ones among those that may be hidden, in the order of the table. */
  readonly columns: readonly string[];
}

/** Anything that lists of every kind have in common. */
type AnyList<F extends Filters, S extends string> = Pick<
  ListDefinition<never, F, S>,
  'shape' | 'columns' | 'filters'
>;

/** The names that an address may have of the list. */
export const namesOf = ({ shape }: Pick<AnyList<Filters, string>, 'shape'>): string[] => [
  ...Object.keys(shape.filters),
  'sort',
  'columns',
  'limit',
  'offset',
];

const textOf = (text: ListTexts[string]): string | undefined =>
  typeof text === 'object' ? text?.[0] : text;

/** Without `columns=` the usual ones; with nothing after it, only those that are always shown. */
function columnsOf(columns: readonly Column<never>[], texts: ListTexts): readonly string[] {
  const all = hideable(columns);
  const named = textOf(texts['columns'])?.split(',');
  return named === undefined ? usuallyShown(columns) : all.filter((id) => named.includes(id));
}

/** Whether these, in the order of the table, are the usual ones. */
export const areUsual = (columns: readonly Column<never>[], shown: readonly string[]): boolean =>
  usuallyShown(columns).join() === shown.join();

export interface ListAddress<F extends Filters, S extends string> extends ListReading<F, S> {
  readonly view: ListView<F, S>;
}

export function readAddress<F extends Filters, S extends string>(
  { shape, columns }: AnyList<F, S>,
  texts: ListTexts,
): ListAddress<F, S> {
  const reading = readList(shape, texts);
  const { filters, sort } = reading.request;
  return { ...reading, view: { filters, sort, columns: columnsOf(columns, texts) } };
}

/** A view as texts of an address, without what is as usual. */
export function viewTexts<F extends Filters, S extends string>(
  { shape, columns }: AnyList<F, S>,
  view: ListView<F, S>,
): Record<string, string> {
  const all = hideable(columns);
  const shown = all.filter((id) => view.columns.includes(id));
  return {
    ...listTexts(shape, view),
    ...(areUsual(columns, shown) ? {} : { columns: shown.join(',') }),
  };
}

/** What a saved view keeps: the list's part of the address, without a question mark. */
export const searchOf = <F extends Filters, S extends string>(
  list: AnyList<F, S>,
  view: ListView<F, S>,
): string => new URLSearchParams(viewTexts(list, view)).toString().replaceAll('%2C', ',');

/** A kept search as the list understands it today: what is unknown counts as left out. */
export const viewOf = <F extends Filters, S extends string>(
  list: AnyList<F, S>,
  search: string,
): ListView<F, S> => readAddress(list, Object.fromEntries(new URLSearchParams(search))).view;

/** `newest first`; empty where no column has words for the order. */
export const sortWords = (columns: readonly Column<never>[], { column, direction }: Sort): string =>
  columns.find(({ id }) => id === column)?.sort?.words[direction] ?? '';

/** Whether an order other than the usual one is on and no column in sight shows it. */
export function isSortHidden(
  { shape, columns }: Pick<AnyList<Filters, string>, 'shape' | 'columns'>,
  { sort, columns: shown }: Pick<ListView, 'sort' | 'columns'>,
): boolean {
  const isHidden = hideable(columns).includes(sort.column) && !shown.includes(sort.column);
  return isHidden && !isSameSort(sort, shape.usual);
}

/** The filters that are on, in the order of the definition, in words. */
export function filtersOn<F extends Filters, S extends string>(
  { filters }: Pick<AnyList<F, S>, 'filters'>,
  values: FilterValues<F>,
): { readonly id: keyof F & string; readonly name: string; readonly words: string }[] {
  // Keys of a definition are those of its shape.
  const ids = Object.keys(filters) as (keyof F & string)[];
  return ids.flatMap((id) => {
    const value = values[id];
    return value === undefined
      ? []
      : [{ id, name: filters[id].name, words: filterWords(filters[id], value) }];
  });
}

/** A view in words: "Failed, newest first, 8 of 11 columns". */
export function viewWords<F extends Filters, S extends string>(
  list: AnyList<F, S>,
  view: ListView<F, S>,
): string {
  const on = filtersOn(list, view.filters);
  const off = Object.values<FilterDefinition>(list.filters).map(({ any }) => any);
  const hidden = hideable(list.columns).length - view.columns.length;
  return [
    ...(on.length === 0
      ? off.slice(0, 1)
      : on.map(({ id, name, words }) =>
          'options' in list.filters[id] ? words : `${name} ${words}`,
        )),
    sortWords(list.columns, view.sort),
    hidden === 0 || areUsual(list.columns, view.columns)
      ? `${hidden === 0 ? 'all' : 'usual'} columns`
      : `${list.columns.length - hidden} of ${list.columns.length} columns`,
  ]
    .filter((words) => words !== '')
    .join(', ');
}
