import { readSort, type Sort } from '#lib/kernel/list.ts';

/** The orders of a table whose rows are all here. */
export interface Orders<R, C extends string> {
  readonly by: Readonly<Record<C, (row: R) => string | number>>;
  readonly usual: Sort<C>;
}

/** The order of an address; the usual one where it names none that there is. */
export function orderOf<R, C extends string>(
  { by, usual }: Orders<R, C>,
  text: string | null,
): Sort<C> {
  // The keys of an object are those of its type.
  const sorts = Object.keys(by) as C[];
  const shape = { filters: {}, sorts, usual, pageSize: 1, mostAtOnce: 1 };
  return (text === null ? undefined : readSort(shape, text)) ?? usual;
}

const compare = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : String(one).localeCompare(String(other), 'en-GB');

/** Rows that are equal in it stay as they were. */
export function inOrder<R, C extends string>(
  rows: readonly R[],
  { by }: Orders<R, C>,
  { column, direction }: Sort<C>,
): readonly R[] {
  const sign = direction === 'descending' ? -1 : 1;
  return rows.toSorted((one, other) => sign * compare(by[column](one), by[column](other)));
}
