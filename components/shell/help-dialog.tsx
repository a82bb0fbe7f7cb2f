'use client';

import { useStored } from '#components/ui/browser/use-stored.ts';
import { Button } from '#components/ui/form/button.tsx';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import { Key } from '#components/ui/menu/key.tsx';
import { PaletteKey } from './palette/shortcut.tsx';
import { pages } from './pages.ts';

/**
 * Single-key shortcuts can be switched off: some people's software types letters on its own (WCAG
 * 2.1.4).
 */
export function useShortcutsSetting(): readonly [boolean, (on: boolean) => void] {
  const [stored, store] = useStored('shortcuts');
  return [stored !== 'off', (on) => void store(on ? null : 'off')];
}

export function HelpDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const [areOn, setOn] = useShortcutsSetting();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Keyboard shortcuts"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2 text-dense">
        <dt>
          <PaletteKey />
        </dt>
        <dd>Go to a page, a run or a setting; works with single-key shortcuts off too</dd>
        <dt>
          <Key>/</Key>
        </dt>
        <dd>Search runs, components and pages</dd>
        {pages.map(({ name, key }) => (
          <div key={key} className="contents">
            <dt>
              <Key>g</Key> then <Key>{key}</Key>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
        <dt>
          <Key>?</Key>
        </dt>
        <dd>This help</dd>
        <dt>
          <Key>Esc</Key>
        </dt>
        <dd>Close a dialog or a menu</dd>
      </dl>
      <label className="mt-4 flex min-h-6 items-center gap-2 text-dense">
        <input
          type="checkbox"
          className="size-4.5"
          checked={areOn}
          onChange={(event) => setOn(event.target.checked)}
        />
        Use single-key shortcuts
      </label>
    </Dialog>
  );
}
