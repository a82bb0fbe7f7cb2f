'use client';

import { useMemo } from 'react';
import type { Both, ComparedField } from '#lib/indexes/client.ts';
import { sortText, type Sort } from '#lib/kernel/list.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { inOrder, orderOf, type Orders } from './sort-rows.ts';
import { percentWords, signed } from './words.ts';

type FieldColumn = 'field' | 'changed' | 'gained' | 'lost' | 'before' | 'after' | 'difference';

const rateChange = ({ nullRate: { a, b } }: ComparedField): number => (b ?? 0) - (a ?? 0);

const orders: Orders<ComparedField, FieldColumn> = {
  by: {
    field: ({ field }) => field,
    changed: ({ changed }) => changed,
    gained: ({ gained }) => gained,
    lost: ({ lost }) => lost,
    before: ({ nullRate }) => nullRate.a ?? -1,
    after: ({ nullRate }) => nullRate.b ?? -1,
    difference: (field) => Math.abs(rateChange(field)),
  },
  usual: { column: 'changed', direction: 'descending' },
};

const most = { ascending: 'fewest first', descending: 'most first' } as const;

const columnsOf = (heads: Both<string>): readonly Column<ComparedField, FieldColumn>[] => [
  {
    id: 'field',
    head: 'Field',
    role: 'name',
    sort: { words: { ascending: 'a to z', descending: 'z to a' }, first: 'ascending' },
    cell: ({ field }) => <code className="wrap-anywhere">{field}</code>,
  },
  {
    id: 'changed',
    head: 'Differ',
    numeric: true,
    sort: { words: most },
    cell: ({ changed }) => (changed === 0 ? <Zero /> : <b>{count(changed)}</b>),
  },
  {
    id: 'gained',
    head: 'Had none before',
    numeric: true,
    sort: { words: most },
    cell: ({ gained }) => (gained === 0 ? <Zero /> : count(gained)),
  },
  {
    id: 'lost',
    head: 'Have none now',
    numeric: true,
    sort: { words: most },
    cell: ({ lost }) => (lost === 0 ? <Zero /> : count(lost)),
  },
  {
    id: 'before',
    head: `Empty in ${heads.a}`,
    numeric: true,
    sort: { words: most },
    cell: ({ nullRate, empty }) => <Rate rate={nullRate.a} documents={empty.a} />,
  },
  {
    id: 'after',
    head: `Empty in ${heads.b}`,
    numeric: true,
    sort: { words: most },
    cell: ({ nullRate, empty }) => <Rate rate={nullRate.b} documents={empty.b} />,
  },
  {
    id: 'difference',
    head: 'Change',
    numeric: true,
    sort: { words: { ascending: 'least first', descending: 'most first' } },
    cell: (field) => {
      const change = rateChange(field);
      return change === 0 ? <Zero /> : signed(change * 100, 'points');
    },
  },
];

const Zero = () => <span className="text-muted">0</span>;

function Rate({ rate, documents }: { readonly rate: number | null; readonly documents: number }) {
  if (rate === null) return <span className="text-muted">no documents</span>;
  return <span title={`${count(documents)} documents`}>{percentWords(rate)}</span>;
}

interface FieldsTableProps {
  readonly fields: readonly ComparedField[];
  /** What the two are called in heads. */
  readonly heads: Both<string>;
  /** As in the address. */
  readonly sort: string | null;
  readonly onSort: (text: string) => void;
}

/** Every field: in how many documents it differs, and how often it is empty. */
export function FieldsTable({ fields, heads, sort, onSort }: FieldsTableProps) {
  const columns = useMemo(() => columnsOf(heads), [heads]);
  const order = orderOf(orders, sort);
  return (
    <DataTable
      label="Fields"
      columns={columns}
      rows={inOrder(fields, orders, order)}
      rowKey={({ field }) => field}
      sort={{ by: order, onSort: (next: Sort) => onSort(sortText(next)) }}
      keepsHead
    />
  );
}
