import clsx from 'clsx';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import type { Column } from './column.ts';
import type { RowsOptions } from './data-table.tsx';
import { rowControl } from './row-keys.ts';
import { SelectBox, type SelectBoxProps } from './select-box.tsx';
import { cellClass } from './cell-class.ts';

/** `active`: what goes on now, or is open beside the table; `bad`: a person is needed. */
export type RowTone = 'plain' | 'active' | 'bad';

// Opaque, because the name of a row stays in sight over the cells that are scrolled below it.
const tones: Readonly<Record<RowTone, string>> = {
  plain: 'bg-page hover:bg-hover',
  active: 'bg-selected',
  bad: 'bg-bad-bg',
};
const edges: Readonly<Record<RowTone, string | false>> = {
  plain: false,
  active: 'shadow-[inset_4px_0_var(--link)]',
  bad: 'shadow-[inset_4px_0_var(--bad-fill)]',
};
const cardEdges: Readonly<Record<RowTone, string | false>> = {
  plain: false,
  active: 'max-m:shadow-[inset_4px_0_var(--link)]',
  bad: 'max-m:shadow-[inset_4px_0_var(--bad-fill)]',
};
const card =
  'max-m:flex max-m:flex-wrap max-m:gap-x-4 max-m:gap-y-1 max-m:border-b max-m:border-rule ' +
  // Ends the line of the name, before all that has no order of its own.
  "max-m:px-2.5 max-m:py-2.5 max-m:before:basis-full max-m:before:content-['']";
// What is longer than the rest of the line of its head is below it, over the whole width.
const cardCell =
  'max-m:flex max-m:flex-wrap max-m:items-baseline max-m:gap-x-1.5 max-m:border-0 max-m:p-0! ' +
  'max-m:text-left max-m:whitespace-normal!';
// Two cells a line, and one that is alone on its line has all of it. The name has what the state
// leaves to it.
const cardPlaces = {
  name: 'max-m:min-w-[30%] max-m:max-w-none! max-m:flex-1',
  state: 'max-m:max-w-[calc(70%---spacing(4))]!',
  half: 'max-m:min-w-0 max-m:max-w-none! max-m:flex-[1_1_calc(50%---spacing(4))]',
  whole: 'max-m:min-w-0 max-m:max-w-none! max-m:basis-full',
} as const;

interface DataRowProps<R> {
  readonly row: R;
  readonly columns: readonly Column<R>[];
  readonly options: RowsOptions<R>;
  readonly choice: Omit<SelectBoxProps, 'isOfRow'> | undefined;
}

export function DataRow<R>({ row, columns, options, choice }: DataRowProps<R>) {
  const { opens, rowTone, detail } = options;
  const tone = choice?.isChecked === true ? 'active' : (rowTone?.(row) ?? 'plain');
  const more = detail?.(row) ?? null;
  const first = choice === undefined ? columns[0]?.id : undefined;
  const edged = (isFirst: boolean) => isFirst && clsx('pl-2.5', edges[tone], 'max-m:shadow-none');
  return (
    <Fragment>
      <tr
        role="row"
        className={clsx(tones[tone], card, cardEdges[tone], more !== null && 'max-m:border-b-0')}
      >
        {choice !== undefined && (
          <td
            role="cell"
            className={clsx(
              cellClass(false),
              'max-m:order-last max-m:basis-full max-m:border-0 max-m:p-0!',
              edged(true),
              more !== null && 'border-b-0',
            )}
          >
            <SelectBox {...choice} label={`Select ${choice.label}`} isOfRow />
          </td>
        )}
        {columns.map((column) => (
          <DataCell
            key={column.id}
            column={column}
            row={row}
            href={column.role === 'name' ? (opens?.href(row) ?? null) : null}
            linkLabel={opens?.label(row)}
            open={opens?.open?.bind(opens)}
            className={clsx(edged(column.id === first), more !== null && 'border-b-0')}
          />
        ))}
      </tr>
      {more !== null && (
        <tr role="row" className={clsx(tones[tone], 'max-m:block', cardEdges[tone])}>
          <td
            role="cell"
            colSpan={columns.length + (choice === undefined ? 0 : 1)}
            className={clsx(cellClass(false), edged(true), 'max-m:block')}
          >
            {/* It is text: of a table that is wider than its box, it stays in sight. */}
            <div className="sticky left-2.5 max-w-[calc(100cqw---spacing(6))]">{more}</div>
          </td>
        </tr>
      )}
    </Fragment>
  );
}

interface DataCellProps<R> {
  readonly column: Column<R>;
  readonly row: R;
  readonly href: string | null;
  readonly linkLabel: string | undefined;
  readonly open: ((row: R) => void) | undefined;
  readonly className: string;
}

function DataCell<R>({ column, row, href, linkLabel, open, className }: DataCellProps<R>) {
  const { role, numeric = false, isWide = false } = column;
  const own = typeof column.className === 'function' ? column.className(row) : column.className;
  const place = role ?? (isWide ? 'whole' : 'half');
  const shared = clsx(cellClass(numeric), cardCell, cardPlaces[place], own, className);
  const content: ReactNode =
    href === null ? (
      column.cell(row)
    ) : (
      <Link
        href={href}
        aria-label={linkLabel}
        onNavigate={(event) => {
          if (open === undefined) return;
          event.preventDefault();
          open(row);
        }}
        // In a narrow window its head is beside its first line, and not its last.
        className="-my-[3px] inline-block max-m:block min-h-6 min-w-6 leading-6 font-bold"
        {...{ [rowControl]: 'open' }}
      >
        {column.cell(row)}
      </Link>
    );
  const labelled = (
    <>
      <span className="flex-none text-meta text-muted m:hidden">{column.head}</span>
      <span className="min-w-0 m:contents">{content}</span>
    </>
  );
  return role === 'name' ? (
    <th
      scope="row"
      role="rowheader"
      className={clsx(
        shared,
        'sticky left-0 bg-inherit text-left font-normal max-m:static max-m:-order-2',
      )}
    >
      {labelled}
    </th>
  ) : (
    <td
      role="cell"
      title={column.title?.(row)}
      className={clsx(shared, role === 'state' && 'max-m:-order-1')}
    >
      {role === 'state' ? content : labelled}
    </td>
  );
}
