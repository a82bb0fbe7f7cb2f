'use client';

import { Menu } from '@base-ui/react/menu';
import { Bookmark, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../form/button.tsx';
import { MenuButton, MenuPopup, MenuRadio } from '../menu/menu.tsx';
import { useAfterMenu } from '../menu/use-after-menu.ts';
import { useSavedViews } from './use-saved-views.ts';
import { ViewsDialog } from './views-dialog.tsx';

interface ViewsMenuProps {
  /** Under which name the browser keeps the views. */
  readonly table: string;
  /** The table's part of the address as it is now. */
  readonly search: string;
  /** An older or foreign `search` as the table understands it today. */
  readonly understood: (search: string) => string;
  readonly words: (search: string) => string;
  readonly onApply: (search: string) => void;
}

/**
 * Named combinations of filter, order and columns: one press to apply, a dialog to save, rename and
 * delete.
 */
export function ViewsMenu({ table, search, understood, words, onApply }: ViewsMenuProps) {
  const { views, keep } = useSavedViews(table);
  const [isOpen, setOpen] = useState(false);
  const { trigger, afterwards, onOpenChangeComplete } = useAfterMenu();
  const current = views.find((view) => understood(view.search) === search)?.name ?? null;
  const apply = (name: string) => {
    const view = views.find((one) => one.name === name);
    if (view !== undefined) onApply(understood(view.search));
  };
  return (
    <>
      <Menu.Root onOpenChangeComplete={onOpenChangeComplete}>
        <Menu.Trigger ref={trigger} render={<Button small className="max-w-56" />}>
          <Bookmark className="size-3.5 flex-none" />
          <span className="truncate">{current === null ? 'Views' : `View: ${current}`}</span>
          <ChevronDown className="size-3.5 flex-none" />
        </Menu.Trigger>
        <MenuPopup>
          {views.length > 0 && (
            <Menu.RadioGroup
              value={current}
              onValueChange={apply}
              aria-label="Saved views"
              className="mb-1 border-b border-rule pb-1"
            >
              {views.map(({ name }) => (
                <MenuRadio key={name} value={name}>
                  {name}
                </MenuRadio>
              ))}
            </Menu.RadioGroup>
          )}
          <MenuButton onClick={() => afterwards(() => setOpen(true))}>
            <span className="size-4 flex-none" />
            {views.length === 0 ? 'Save this view…' : 'Save, rename or delete views…'}
          </MenuButton>
        </MenuPopup>
      </Menu.Root>
      <ViewsDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        views={views}
        keep={keep}
        search={search}
        words={words}
      />
    </>
  );
}
