'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import clsx from 'clsx';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';

interface Tab {
  readonly id: string;
  readonly name: string;
  readonly count?: number;
  readonly panel: ReactNode;
}

interface TabsProps {
  /** What the tabs are of. */
  readonly label: string;
  /** The parameter of the address that holds which one is open; the first one needs none. */
  readonly parameter: string;
  readonly tabs: readonly [Tab, ...Tab[]];
}

/** One of several panels, open by the address. Arrows go from tab to tab. */
export function Tabs({ label, parameter, tabs }: TabsProps) {
  const [open, setOpen] = useQueryState(
    parameter,
    parseAsStringLiteral(tabs.map(({ id }) => id)).withDefault(tabs[0].id),
  );
  return (
    <Base.Root value={open} onValueChange={(id: string) => void setOpen(id)}>
      <Base.List
        aria-label={label}
        activateOnFocus
        className="flex gap-5 overflow-x-auto border-b border-rule-strong"
      >
        {tabs.map(({ id, name, count }) => (
          <Base.Tab
            key={id}
            value={id}
            className={clsx(
              'min-h-9 border-b-4 border-transparent pt-1 text-dense whitespace-nowrap',
              'text-link -outline-offset-4!',
              'aria-selected:border-link aria-selected:font-bold aria-selected:text-ink',
            )}
          >
            {name}
            {count !== undefined && <span className="font-normal text-muted"> {count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ id, panel }) => (
        <Base.Panel key={id} value={id} className="pt-1">
          {panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
