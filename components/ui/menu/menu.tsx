'use client';

import clsx from 'clsx';
import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

const item =
  'flex min-h-8 w-full cursor-pointer items-center gap-2 px-3 text-left text-dense ' +
  'text-ink no-underline outline-0! data-highlighted:bg-selected ' +
  'data-highlighted:shadow-[inset_4px_0_var(--link)]! data-disabled:cursor-default ' +
  'data-disabled:text-muted';

interface MenuPopupProps {
  readonly children: ReactNode;
  /** Which edge of its button the menu keeps to. */
  readonly align?: 'start' | 'end';
}

export function MenuPopup({ children, align = 'end' }: MenuPopupProps) {
  return (
    <Menu.Portal>
      <Menu.Positioner align={align} sideOffset={6} className="z-40">
        <Menu.Popup
          className={clsx(
            'min-w-52 rounded-[4px] bg-raised py-1.5 shadow-float outline-0',
            // A menu longer than the window scrolls: every entry can be reached.
            'max-h-(--available-height) overflow-y-auto overscroll-contain',
          )}
        >
          {children}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}

export function MenuRadio({ children, ...rest }: ComponentProps<typeof Menu.RadioItem>) {
  return (
    <Menu.RadioItem closeOnClick className={item} {...rest}>
      <span className="size-4 flex-none">
        <Menu.RadioItemIndicator>
          <Check className="size-4" />
        </Menu.RadioItemIndicator>
      </span>
      {children}
    </Menu.RadioItem>
  );
}

export function MenuCheckbox({ children, ...rest }: ComponentProps<typeof Menu.CheckboxItem>) {
  return (
    <Menu.CheckboxItem className={item} {...rest}>
      <span
        className={clsx(
          'grid size-4 flex-none place-items-center',
          'rounded-[2px] border border-control',
        )}
      >
        <Menu.CheckboxItemIndicator>
          <Check className="size-3.5" />
        </Menu.CheckboxItemIndicator>
      </span>
      {children}
    </Menu.CheckboxItem>
  );
}

export function MenuButton({ children, ...rest }: ComponentProps<typeof Menu.Item>) {
  return (
    <Menu.Item className={item} {...rest}>
      {children}
    </Menu.Item>
  );
}

/** Goes somewhere: `render` is the link. */
export function MenuLink({ children, ...rest }: ComponentProps<typeof Menu.LinkItem>) {
  return (
    <Menu.LinkItem closeOnClick className={item} {...rest}>
      {children}
    </Menu.LinkItem>
  );
}
