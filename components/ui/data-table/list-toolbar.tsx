'use client';

import { Download } from 'lucide-react';
import type { Filters } from '#lib/kernel/list.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { Button } from '../form/button.tsx';
import { canHide, hideable, usuallyShown } from './column.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import type { FilterValue } from './filter.ts';
import {
  isSortHidden,
  searchOf,
  sortWords,
  viewOf,
  viewWords,
  type ListDefinition,
  type ListView,
} from './list-definition.ts';
import { FilterChip, OrderChip } from './list-filters.tsx';
import { OrderMenu } from './order-menu.tsx';
import type { Export } from './use-export.ts';
import { ViewsMenu } from './views-menu.tsx';

interface ListToolbarProps<R, F extends Filters, S extends string> {
  readonly list: ListDefinition<R, F, S>;
  readonly view: ListView<F, S>;
  readonly onView: (change: Partial<ListView<F, S>>) => void;
  /** Of all rows that the filters show; null where it is not known. */
  readonly total: number | null;
  readonly file: Export;
}

/** What is filtered is always in sight, and off with one press. */
export function ListToolbar<R, F extends Filters, S extends string>({
  list,
  view,
  onView,
  total,
  file,
}: ListToolbarProps<R, F, S>) {
  const { columns, shape } = list;
  const always = columns.filter((column) => !canHide(column)).map(({ head }) => head);
  const set = (id: string, value: FilterValue | undefined) => {
    const { [id]: _old, ...others } = view.filters;
    const filters = value === undefined ? others : { ...others, [id]: value };
    // The editor gave a value of this filter.
    onView({ filters: filters as typeof view.filters });
  };
  return (
    <div className="mb-1 flex min-h-10 flex-wrap items-center gap-2 py-1.5 print:hidden">
      {Object.entries(list.filters).map(([id, filter]) => {
        const schema = shape.filters[id];
        return (
          schema !== undefined && (
            <FilterChip
              key={id}
              filter={filter}
              value={view.filters[id]}
              schema={schema}
              onValue={(value) => set(id, value)}
            />
          )
        );
      })}
      {isSortHidden(list, view) && (
        <OrderChip
          words={sortWords(columns, view.sort)}
          onRemove={() => onView({ sort: shape.usual })}
        />
      )}
      <div className="ml-auto flex flex-wrap items-center gap-2 max-m:ml-0">
        <OrderMenu columns={columns} sort={view.sort} onSort={(sort) => onView({ sort })} />
        <ViewsMenu
          table={list.id}
          search={searchOf(list, view)}
          understood={(search) => searchOf(list, viewOf(list, search))}
          words={(search) => viewWords(list, viewOf(list, search))}
          onApply={(search) => onView(viewOf(list, search))}
        />
        <ColumnsMenu
          columns={hideable(columns)}
          words={Object.fromEntries(columns.map(({ id, head }) => [id, head]))}
          always={`${always.join(' and ')} ${always.length === 1 ? 'is' : 'are'} always shown`}
          shown={view.columns}
          usual={usuallyShown(columns)}
          onShown={(shown) => onView({ columns: shown })}
        />
        <Button small disabled={total === 0 || total === null} onClick={file.start}>
          <Download className="size-3.5" />
          {fileWords(list, total, file.progress)}
        </Button>
      </div>
    </div>
  );
}

function fileWords(
  { one, many }: { readonly one: string; readonly many: string },
  total: number | null,
  progress: Export['progress'],
): string {
  if (progress !== null)
    return progress.total === 0
      ? 'Making the CSV…'
      : `Making the CSV: ${count(progress.rows)} of ${count(progress.total)}`;
  if (total === null) return 'CSV';
  return total === 0 ? 'CSV: nothing to export' : `CSV of ${countOf(total, one, many)}`;
}
