'use client';

import { useMemo } from 'react';
import type { Both, ComparedField } from '#lib/indexes/client.ts';
import { sortText, type Sort } from '#lib/kernel/list.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { inOrder, orderOf, type Orders } from './sort-rows.ts';
import { signed } from './words.ts';

export interface ValueRow {
  readonly field: string;
  /** Null: all that are not listed. */
  readonly value: string | null;
  readonly a: number;
  readonly b: number;
}

type ValueColumn = 'value' | 'before' | 'after' | 'difference';

/** Values of every field whose values are counted, or of those alone whose number has changed. */
export function valueRows(fields: readonly ComparedField[], isAll: boolean): ValueRow[] {
  return fields.flatMap(({ field, values }) => {
    if (values === null) return [];
    const rows: ValueRow[] = [
      ...values.listed.map(({ value, documents }) => ({ field, value, ...documents })),
      ...(values.others.a + values.others.b > 0 ? [{ field, value: null, ...values.others }] : []),
    ];
    return rows.filter(({ a, b }) => isAll || a !== b);
  });
}

const orders: Orders<ValueRow, ValueColumn> = {
  by: {
    value: ({ value }) => value ?? '',
    before: ({ a }) => a,
    after: ({ b }) => b,
    difference: ({ a, b }) => Math.abs(b - a),
  },
  usual: { column: 'difference', direction: 'descending' },
};

const most = { ascending: 'fewest first', descending: 'most first' } as const;

const columnsOf = (heads: Both<string>): readonly Column<ValueRow, ValueColumn>[] => [
  {
    id: 'value',
    head: 'Value',
    role: 'name',
    sort: { words: { ascending: 'a to z', descending: 'z to a' }, first: 'ascending' },
    cell: ({ value }) =>
      value === null ? (
        <span className="text-muted">other values</span>
      ) : value.trim() === '' ? (
        <span className="text-muted">blank</span>
      ) : (
        <code className="wrap-anywhere">{value}</code>
      ),
  },
  {
    id: 'before',
    head: `Documents in ${heads.a}`,
    numeric: true,
    sort: { words: most },
    cell: ({ a }) => count(a),
  },
  {
    id: 'after',
    head: `Documents in ${heads.b}`,
    numeric: true,
    sort: { words: most },
    cell: ({ b }) => count(b),
  },
  {
    id: 'difference',
    head: 'Change',
    numeric: true,
    sort: { words: most },
    cell: ({ a, b }) => (a === b ? <span className="text-muted">0</span> : signed(b - a)),
  },
];

interface ValuesTableProps {
  readonly rows: readonly ValueRow[];
  /** What the two are called in heads. */
  readonly heads: Both<string>;
  /** As in the address. */
  readonly sort: string | null;
  readonly onSort: (text: string) => void;
}

const fieldOf = {
  of: ({ field }: ValueRow) => field,
  head: (field: string) => <code>{field}</code>,
};

/** How many documents have each value, by field. */
export function ValuesTable({ rows, heads, sort, onSort }: ValuesTableProps) {
  const columns = useMemo(() => columnsOf(heads), [heads]);
  const order = orderOf(orders, sort);
  return (
    <DataTable
      label="Values"
      columns={columns}
      rows={inOrder(rows, orders, order)}
      rowKey={({ field, value }) => JSON.stringify([field, value])}
      sort={{ by: order, onSort: (next: Sort) => onSort(sortText(next)) }}
      group={fieldOf}
      keepsHead
    />
  );
}
