'use client';

import { Menu } from '@base-ui/react/menu';
import { Download, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { runStates, type RunState } from '#lib/sync/client.ts';
import { Button } from '#components/ui/form/button.tsx';
import { FilterChip } from '#components/ui/data-table/filter-chip.tsx';
import { ColumnsMenu } from '#components/ui/data-table/columns-menu.tsx';
import { MenuButton, MenuPopup } from '#components/ui/menu/menu.tsx';
import { columnWords, runColumns } from './runs-columns.ts';
import { isSortHidden, sortWords, type RunsView } from './runs-view-words.ts';
import { runStateStyle } from '../state-words.ts';

interface RunsFiltersProps {
  readonly view: RunsView;
  readonly onView: (change: Partial<RunsView>) => void;
  readonly views: ReactNode;
  readonly total: number;
  readonly onExport: () => void;
  readonly isExporting: boolean;
}

/** What is filtered is always in sight, and off with one press. */
export function RunsFilters({
  view,
  onView,
  views,
  total,
  onExport,
  isExporting,
}: RunsFiltersProps) {
  const { state, sort, columns } = view;
  return (
    <div className="mb-1 flex min-h-10 flex-wrap items-center gap-2 py-1.5">
      {state === null ? (
        <AddOutcome onState={(chosen) => onView({ state: chosen })} />
      ) : (
        <FilterChip
          name="Outcome"
          value={runStateStyle(state).word}
          onRemove={() => onView({ state: null })}
        />
      )}
      {isSortHidden(view) && (
        <FilterChip
          name="Order"
          value={sortWords[sort]}
          onRemove={() => onView({ sort: 'newest' })}
        />
      )}
      <div className="ml-auto flex flex-wrap items-center gap-2 max-m:ml-0">
        {views}
        <ColumnsMenu
          columns={runColumns}
          words={columnWords}
          always="Run and Outcome are always shown"
          shown={columns}
          onShown={(shown) => onView({ columns: shown })}
        />
        <Button small disabled={total === 0 || isExporting} onClick={onExport}>
          <Download className="size-3.5" />
          {isExporting
            ? 'Making the CSV…'
            : total === 0
              ? 'CSV: nothing to export'
              : `CSV of ${total.toLocaleString('en-GB')} ${total === 1 ? 'run' : 'runs'}`}
        </Button>
      </div>
    </div>
  );
}

function AddOutcome({ onState }: { readonly onState: (state: RunState) => void }) {
  return (
    <Menu.Root>
      <Menu.Trigger className="inline-flex h-[26px] items-center gap-1.5 rounded-[13px] border border-dashed border-control px-2.5 text-meta text-link">
        <Plus className="size-3.5" />
        Outcome
      </Menu.Trigger>
      <MenuPopup>
        {runStates.map((state) => (
          <MenuButton key={state} onClick={() => onState(state)}>
            {runStateStyle(state).word}
          </MenuButton>
        ))}
      </MenuPopup>
    </Menu.Root>
  );
}
