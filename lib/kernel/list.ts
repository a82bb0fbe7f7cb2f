/**
 * What a list may be asked, by pages, routes and the terminal alike: filters, an order, and which
 * rows of it. A feature declares a `ListShape` in its model.ts; everything else follows from it.
 */
import { z } from 'zod';
import { freeTextWithoutNumbers } from './free-text.ts';
import { inputWords } from './input-words.ts';
import { count } from './words/numbers.ts';
import { listWords, sentences } from './words/text.ts';

/** Rows from `offset` on, and how many match in all, whether or not there are rows so far along. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
}

export type SortDirection = 'ascending' | 'descending';

export interface Sort<C extends string = string> {
  readonly column: C;
  readonly direction: SortDirection;
}

/** What one filter may be; read from the text of an address, which `String` of it is again. */
export type Filter = z.ZodType<string | readonly string[], string>;
export type Filters = Readonly<Record<string, Filter>>;

/** A filter that is absent filters nothing. */
export type FilterValues<F extends Filters> = { readonly [K in keyof F]?: z.output<F[K]> };

export interface ListShape<F extends Filters = Filters, C extends string = string> {
  readonly filters: F;
  /** The columns that the list can be ordered by. */
  readonly sorts: readonly C[];
  /** The order when nobody asks for one. */
  readonly usual: Sort<C>;
  /** Other spellings of an order that addresses may still have, e.g. `newest` for `-started`. */
  readonly otherSorts?: Readonly<Record<string, Sort<C>>>;
  /** What an address of its page has beside it, e.g. `time`. */
  readonly beside?: readonly string[];
  /** Rows of a page when nobody asks for a number, and the most that one request gets. */
  readonly pageSize: number;
  readonly mostAtOnce: number;
}

export interface ListRequest<F extends Filters = Filters, C extends string = string> {
  readonly filters: FilterValues<F>;
  readonly sort: Sort<C>;
  readonly limit: number;
  readonly offset: number;
}

/** The request that a shape allows. */
export type RequestOf<S> =
  S extends ListShape<infer F, infer C extends string> ? ListRequest<F, C> : never;

/** Beyond it a database only counts rows to throw them away. */
export const furthestOffset = 1_000_000;

export const oneOf = <const V extends string>(values: readonly V[]) => z.enum(values);

/** Several values with commas between them; never none, and each once, in the order of `values`. */
export const manyOf = <const V extends string>(values: readonly V[]) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1))
    .transform((chosen): readonly V[] => values.filter((value) => chosen.includes(value)));

/** Words to look for. They are part of an address, which has no numbers of doctors. */
export const someText = freeTextWithoutNumbers(100, 'Use 100 characters or fewer.').min(
  1,
  'Type what to look for.',
);

/** Of a day or a time in ISO 8601: of a year that every database and calendar can reckon with. */
export const hasUsualYear = (day: string): boolean => day >= '1900-01-01' && day < '2900-01-01';
export const usualYears = 'Use a day from 1900 to 2899.';

/** `yyyy-MM-dd`. */
export const someDay = z.iso
  .date('Give a day that there is, as 2026-11-26.')
  .refine(hasUsualYear, usualYears);

/** `a` and `-a`, the second largest first. */
export const sortText = ({ column, direction }: Sort): string =>
  direction === 'descending' ? `-${column}` : column;

/** The order by its text in an address; undefined where the list has none of that name. */
export function readSort<C extends string>(
  shape: ListShape<Filters, C>,
  text: string,
): Sort<C> | undefined {
  const column = shape.sorts.find((known) => known === text.replace(/^-/, ''));
  if (column !== undefined)
    return { column, direction: text.startsWith('-') ? 'descending' : 'ascending' };
  return Object.entries(shape.otherSorts ?? {}).find(([name]) => name === text)?.[1];
}

export const isSameSort = (one: Sort, other: Sort): boolean => sortText(one) === sortText(other);

/** Digits only: `1e9`, `0x10`, `5 rows` and `-1` are no numbers here. */
function readWhole(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value >= least && value <= most ? value : undefined;
}

/** The texts of an address by name. */
export type ListTexts = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** What an address says and a list cannot read. */
export interface Ignored {
  readonly name: string;
  /** As somebody sent it. */
  readonly text: string;
  /** A sentence that does not repeat it. */
  readonly why: string;
}

export interface ListReading<F extends Filters, C extends string> {
  readonly request: ListRequest<F, C>;
  /** What was there and could not be read: the request is what it is without. */
  readonly ignored: readonly Ignored[];
}

/** What an address has beside the list: where it is, and which columns of it are shown. */
const besideList = ['environment', 'columns'];
const paging = ['sort', 'limit', 'offset'];

/** What an address says under names that the list does not have. */
function unknownIn(shape: ListShape, texts: ListTexts): Ignored[] {
  const own = [...Object.keys(shape.filters), ...paging];
  return Object.entries(texts).flatMap(([name, given]) => {
    const text = typeof given === 'object' ? given?.[0] : given;
    return text === undefined ||
      text === '' ||
      [...own, ...besideList, ...(shape.beside ?? [])].includes(name)
      ? []
      : [{ name, text, why: `Leave it out: the list knows ${listWords(own, 'and')}.` }];
  });
}

/** Why a filter cannot be that, in the words of its schema; null: it can. */
export function whyNotFiltered(filter: Filter, text: string): string | null {
  const read = filter.safeParse(text, { error: inputWords });
  return read.success ? null : sentences(read.error.issues[0]?.message ?? 'It cannot be read');
}

/** Reads a request from an address. The first text of a name counts, and an empty one is none. */
export function readList<F extends Filters, C extends string>(
  shape: ListShape<F, C>,
  texts: ListTexts,
): ListReading<F, C> {
  const ignored: Ignored[] = [];
  const read = <T>(
    name: string,
    parse: (text: string) => T | undefined,
    why: (text: string) => string,
  ): T | undefined => {
    const given = texts[name];
    const text = typeof given === 'object' ? given?.[0] : given;
    if (text === undefined || text === '') return undefined;
    const value = parse(text);
    if (value === undefined) ignored.push({ name, text, why: why(text) });
    return value;
  };
  const filters = Object.entries(shape.filters).flatMap(([name, filter]) => {
    const value = read(
      name,
      (text) => filter.safeParse(text).data,
      (text) => whyNotFiltered(filter, text) ?? '',
    );
    return value === undefined ? [] : [[name, value] as const];
  });
  const request: ListRequest<F, C> = {
    // Each value is the output of the filter of its name.
    filters: Object.fromEntries(filters) as FilterValues<F>,
    sort:
      read(
        'sort',
        (text) => readSort(shape, text),
        () => `Choose ${listWords(shape.sorts, 'or')}, the largest first with - before it.`,
      ) ?? shape.usual,
    limit:
      read(
        'limit',
        (text) => readWhole(text, 1, shape.mostAtOnce),
        () => `Give a whole number from 1 to ${count(shape.mostAtOnce)}, in figures.`,
      ) ?? shape.pageSize,
    offset:
      read(
        'offset',
        (text) => readWhole(text, 0, furthestOffset),
        () => `Give a whole number from 0 to ${count(furthestOffset)}, in figures.`,
      ) ?? 0,
  };
  return { request, ignored: [...ignored, ...unknownIn(shape, texts)] };
}

/** For routes, which refuse what a page leaves out. */
export const listSchema = <F extends Filters, C extends string>(shape: ListShape<F, C>) =>
  z.record(z.string(), z.string()).transform((texts, context): ListRequest<F, C> => {
    const { request, ignored } = readList(shape, texts);
    for (const { name, why } of ignored)
      context.addIssue({ code: 'custom', path: [name], message: why });
    return request;
  });

/** Names and texts of filters and order, without what is as usual. */
export function listTexts(
  shape: ListShape,
  { filters, sort }: Pick<ListRequest, 'filters' | 'sort'>,
): Record<string, string> {
  const given = Object.keys(shape.filters).flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return {
    ...Object.fromEntries(given),
    ...(isSameSort(sort, shape.usual) ? {} : { sort: sortText(sort) }),
  };
}

/** The search of a route's address, in one order, so that equal requests share a cache entry. */
export const listSearch = (shape: ListShape, request: ListRequest): string =>
  new URLSearchParams({
    ...listTexts(shape, request),
    limit: String(request.limit),
    offset: String(request.offset),
  }).toString();

/** Where the last page begins, for those who are beyond it. */
export const lastOffset = (total: number, size: number): number =>
  Math.max(0, Math.floor((total - 1) / size) * size);
