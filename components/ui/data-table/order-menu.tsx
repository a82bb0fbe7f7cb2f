'use client';

import { Menu } from '@base-ui/react/menu';
import { ArrowDownUp } from 'lucide-react';
import { sortText, type Sort } from '#lib/kernel/list.ts';
import { Button } from '../form/button.tsx';
import { MenuPopup, MenuRadio } from '../menu/menu.tsx';
import type { Column } from './column.ts';

interface OrderMenuProps<S extends string> {
  readonly columns: readonly Column<never, S>[];
  readonly sort: Sort<S>;
  readonly onSort: (sort: Sort<S>) => void;
}

/** The order where there are no heads to press: on phones. */
export function OrderMenu<S extends string>({ columns, sort, onSort }: OrderMenuProps<S>) {
  const orders = columns.flatMap((column) =>
    column.sort === undefined
      ? []
      : (['descending', 'ascending'] as const).map((direction) => ({
          sort: { column: column.id, direction },
          words: `${column.head}: ${column.sort.words[direction]}`,
        })),
  );
  if (orders.length === 0) return null;
  return (
    <Menu.Root>
      <Menu.Trigger render={<Button small className="m:hidden" />}>
        <ArrowDownUp className="size-3.5" />
        Order
      </Menu.Trigger>
      <MenuPopup>
        <Menu.RadioGroup
          aria-label="Order"
          value={sortText(sort)}
          onValueChange={(text) => {
            const chosen = orders.find((order) => sortText(order.sort) === text);
            if (chosen !== undefined) onSort(chosen.sort);
          }}
        >
          {orders.map((order) => (
            <MenuRadio key={sortText(order.sort)} value={sortText(order.sort)}>
              {order.words}
            </MenuRadio>
          ))}
        </Menu.RadioGroup>
      </MenuPopup>
    </Menu.Root>
  );
}
