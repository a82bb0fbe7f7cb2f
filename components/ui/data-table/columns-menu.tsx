'use client';

import { Menu } from '@base-ui/react/menu';
import { Columns3 } from 'lucide-react';
import { Button } from '../form/button.tsx';
import { MenuButton, MenuCheckbox, MenuPopup } from '../menu/menu.tsx';

interface ColumnsMenuProps<C extends string> {
  /** All that may be hidden, in the order of the table. */
  readonly columns: readonly C[];
  readonly words: Readonly<Record<C, string>>;
  /** What cannot be hidden, in words. */
  readonly always: string;
  readonly shown: readonly C[];
  /** Those that are shown when nobody asks for others. */
  readonly usual: readonly C[];
  readonly onShown: (shown: C[]) => void;
}

/** Which columns a table shows. The menu stays open, so that several can be chosen at once. */
export function ColumnsMenu<C extends string>({
  columns,
  words,
  always,
  shown,
  usual,
  onShown,
}: ColumnsMenuProps<C>) {
  const hidden = columns.length - shown.length;
  const isUsual = usual.join() === shown.join();
  return (
    <Menu.Root>
      <Menu.Trigger render={<Button small />}>
        <Columns3 className="size-3.5" />
        {hidden === 0 || isUsual ? 'Columns' : `Columns: ${hidden} hidden`}
      </Menu.Trigger>
      <MenuPopup>
        <Menu.Group>
          <Menu.GroupLabel className="px-3 pt-1 pb-1.5 text-meta text-muted">
            {always}
          </Menu.GroupLabel>
          {columns.map((column) => (
            <MenuCheckbox
              key={column}
              checked={shown.includes(column)}
              onCheckedChange={(isShown) =>
                onShown(
                  columns.filter((other) => (other === column ? isShown : shown.includes(other))),
                )
              }
            >
              {words[column]}
            </MenuCheckbox>
          ))}
        </Menu.Group>
        <div className="mt-1 border-t border-rule pt-1">
          <MenuButton disabled={hidden === 0} onClick={() => onShown([...columns])}>
            <span className="size-4 flex-none" />
            Show all
          </MenuButton>
          {usual.length < columns.length && (
            <MenuButton disabled={isUsual} onClick={() => onShown([...usual])}>
              <span className="size-4 flex-none" />
              Show the usual ones
            </MenuButton>
          )}
        </div>
      </MenuPopup>
    </Menu.Root>
  );
}
