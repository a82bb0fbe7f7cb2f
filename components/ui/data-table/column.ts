import type { ReactNode } from 'react';
import type { SortDirection } from '#lib/kernel/list.ts';
import type { Cell } from './csv.ts';

interface AnyColumn<R> {
  /** In addresses, e.g. `columns=started,took`. */
  readonly id: string;
  readonly head: string;
  readonly cell: (row: R) => ReactNode;
  readonly numeric?: boolean;
  /**
   * `name` says which row it is: its head, and in sight however far the table is scrolled; `state`
   * is beside the name on phones. Both are always shown; every other column may be hidden.
   */
  readonly role?: 'name' | 'state';
  /** Shown only where an address or a person asks for it. */
  readonly startsHidden?: boolean;
  /** The whole width of a card on phones. */
  readonly isWide?: boolean;
  readonly className?: string | ((row: R) => string | undefined);
  /** On hover, where the cell may be cut off. */
  readonly title?: (row: R) => string | undefined;
  /** What of it a file has: columns by their names there. */
  readonly csv?: Readonly<Record<string, (row: R) => Cell>>;
}

export interface SortWords {
  /** `oldest first` and `newest first`. */
  readonly words: Readonly<Record<SortDirection, string>>;
  /** What the first press gives; descending by default. */
  readonly first?: SortDirection;
}

/**
 * One column of a list: its head, cells, order, place in files and words. `S` names those that the
 * list can be ordered by.
 */
export type Column<R, S extends string = string> = AnyColumn<R> &
  ({ readonly id: S; readonly sort: SortWords } | { readonly sort?: undefined });

export const canHide = ({ role }: Pick<Column<never>, 'role'>): boolean => role === undefined;

/** The ids of the columns that may be hidden, in the order of the table. */
export const hideable = (columns: readonly Column<never>[]): string[] =>
  columns.filter(canHide).map(({ id }) => id);

/** Those of them that are shown when nobody asks for others. */
export const usuallyShown = (columns: readonly Column<never>[]): string[] =>
  columns.filter((column) => canHide(column) && column.startsHidden !== true).map(({ id }) => id);

/** Head and rows of a file, every column of the list in it, shown or not. */
export function tableOf<R>(
  columns: readonly Column<R>[],
  rows: readonly R[],
): { readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] } {
  const fields = columns.flatMap(({ csv = {} }) => Object.entries(csv));
  return {
    head: fields.map(([name]) => name),
    rows: rows.map((row) => fields.map(([, of]) => of(row))),
  };
}
