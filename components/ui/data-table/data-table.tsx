'use client';

import {
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowSelectionState,
  type Updater,
} from '@tanstack/react-table';
import clsx from 'clsx';
import { useMemo, type ReactNode } from 'react';
import type { Sort } from '#lib/kernel/list.ts';
import { SkeletonRows } from '../feedback/skeleton.tsx';
import { canHide, type Column } from './column.ts';
import { DataRow, type RowTone } from './data-row.tsx';
import { moveBetweenRows } from './row-keys.ts';
import { SelectBox } from './select-box.tsx';
import { SortableHead } from './sortable-head.tsx';
import { Table, Th } from './table.tsx';

/** Where the name of a row leads, and what the link is called. */
interface RowLink<R> {
  href(row: R): string | null;
  label(row: R): string;
  /** Opens it here, instead of going to the address that does so. */
  open?(row: R): void;
}

/** What a table needs of its rows, whatever page or order they come in. */
export interface RowsOptions<R> {
  readonly rowKey: (row: R) => string;
  readonly opens?: RowLink<R>;
  readonly rowTone?: (row: R) => RowTone;
  /** Sections, in the order in which their first rows come. */
  readonly group?: { of(row: R): string; head(group: string): ReactNode };
  /** What is shown below a row over its whole width. */
  readonly detail?: (row: R) => ReactNode;
}

export interface RowChoice<R> {
  /** Keys of rows, also of other pages. */
  readonly selected: ReadonlySet<string>;
  readonly onSelected: (selected: ReadonlySet<string>) => void;
  /** `run 12`, after “Select”. */
  readonly label: (row: R) => string;
}

interface DataTableProps<R> extends RowsOptions<R> {
  readonly label: string;
  /** The same array every time, as the rows are. */
  readonly columns: readonly Column<R>[];
  /** In the order in which they are to be shown; undefined before the first answer. */
  readonly rows: readonly R[] | undefined;
  /** Ids of those that are shown among the columns that may be hidden; all unless given. */
  readonly shown?: readonly string[];
  readonly sort?: { readonly by: Sort; readonly onSort: (sort: Sort) => void };
  readonly choice?: RowChoice<R> | undefined;
  readonly keepsHead?: boolean;
  /** Other rows are on their way. */
  readonly isBusy?: boolean;
}

const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
});
type Features = typeof features;

const none: never[] = [];
const resolved = <T,>(updater: Updater<T>, value: T): T =>
  // The value itself is never a function here: order and selection are plain data.
  typeof updater === 'function' ? (updater as (old: T) => T)(value) : updater;

const selectionOf = (keys: ReadonlySet<string>): RowSelectionState =>
  Object.fromEntries([...keys].map((key) => [key, true as const]));

/** Rows of one section, together; one section without a name where there are none. */
function sections<T>(rows: readonly T[], of: ((row: T) => string) | undefined): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const group = of?.(row) ?? '';
    const section = found.get(group);
    if (section === undefined) found.set(group, [row]);
    else section.push(row);
  }
  return [...found];
}

/**
 * Head and rows from one definition of columns. Rows come sorted, filtered and cut to a page; the
 * table reports what a person wants and draws what it gets. Below 701 px each row is a card.
 */
export function DataTable<R extends object>({
  label,
  columns,
  rows,
  shown,
  sort,
  choice,
  keepsHead = false,
  isBusy = false,
  ...options
}: DataTableProps<R>) {
  const { rowKey, group } = options;
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<Features, R> => ({
        id: column.id,
        accessorFn: (row) => row,
        header: column.head,
        enableHiding: canHide(column),
        enableSorting: column.sort !== undefined,
        sortDescFirst: column.sort?.first !== 'ascending',
      })),
    [columns],
  );
  const data = useMemo(
    () => sections(rows ?? none, group?.of.bind(group)).flatMap(([, section]) => section),
    [rows, group],
  );
  const sorting = sort === undefined ? none : [sortingOf(sort.by)];
  const rowSelection = selectionOf(choice?.selected ?? new Set());
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowKey,
    manualSorting: true,
    enableSorting: sort !== undefined,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: {
      sorting,
      rowSelection,
      columnVisibility: Object.fromEntries(
        columns
          .filter(canHide)
          .map(({ id }) => [id, shown === undefined || shown.includes(id)] as const),
      ),
    },
    onSortingChange: (updater) => {
      const [next] = resolved(updater, sorting);
      if (next !== undefined)
        sort?.onSort({ column: next.id, direction: next.desc ? 'descending' : 'ascending' });
    },
    onRowSelectionChange: (updater) =>
      choice?.onSelected(new Set(Object.keys(resolved(updater, rowSelection)))),
  });
  const known = new Map(columns.map((column) => [column.id, column]));
  const heads = table.getHeaderGroups().flatMap(({ headers }) => headers);
  const visible = heads.flatMap(({ column }) => known.get(column.id) ?? []);
  const width = visible.length + (choice === undefined ? 0 : 1);
  const drawn = table.getRowModel().rows;
  return (
    <Table
      label={label}
      keepsHead={keepsHead}
      role="table"
      aria-busy={isBusy}
      className={clsx('max-m:block', isBusy && 'opacity-60 transition-opacity delay-300')}
      onKeyDown={moveBetweenRows}
    >
      <thead role="rowgroup" className="max-m:hidden">
        <tr role="row">
          {choice !== undefined && (
            <Th role="columnheader" className="w-9 pl-2.5!">
              <SelectBox
                label="Select all rows in sight"
                isChecked={drawn.length > 0 && table.getIsAllRowsSelected()}
                isMixed={drawn.some((row) => row.getIsSelected())}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </Th>
          )}
          {heads.map((head) => {
            const { id } = head.column;
            const column = known.get(id);
            const isName = column?.role === 'name';
            const place = clsx(
              id === visible[0]?.id && choice === undefined && 'pl-2.5',
              isName && 'left-0 z-20!',
            );
            return head.column.getCanSort() ? (
              <SortableHead
                key={id}
                numeric={column?.numeric ?? false}
                sorted={head.column.getIsSorted()}
                onSort={head.column.getToggleSortingHandler()}
                className={place}
              >
                {column?.head}
              </SortableHead>
            ) : (
              <Th key={id} role="columnheader" numeric={column?.numeric ?? false} className={place}>
                {column?.head}
              </Th>
            );
          })}
        </tr>
      </thead>
      {rows === undefined ? (
        <tbody className="max-m:block">
          <tr className="max-m:block">
            <td colSpan={width} className="max-m:block">
              <SkeletonRows label={label.toLowerCase()} rows={6} />
            </td>
          </tr>
        </tbody>
      ) : (
        sections(drawn, group && (({ original }) => group.of(original))).map(([name, section]) => (
          <tbody key={name} role="rowgroup" className="max-m:block">
            {group !== undefined && (
              <tr role="row" className="max-m:block">
                <th
                  colSpan={width}
                  scope="rowgroup"
                  role="rowheader"
                  className="border-b border-rule bg-sunk px-2.5 py-1 text-left max-m:block"
                >
                  {group.head(name)}
                </th>
              </tr>
            )}
            {section.map((row) => (
              <DataRow
                key={row.id}
                row={row.original}
                columns={visible}
                options={options}
                choice={
                  choice && {
                    label: choice.label(row.original),
                    isChecked: row.getIsSelected(),
                    onChange: row.getToggleSelectedHandler(),
                  }
                }
              />
            ))}
          </tbody>
        ))
      )}
    </Table>
  );
}

const sortingOf = ({ column, direction }: Sort) => ({
  id: column,
  desc: direction === 'descending',
});
