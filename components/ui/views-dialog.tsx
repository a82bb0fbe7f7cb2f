'use client';

import { useState, type SubmitEvent } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';
import { SavedViewLine } from './saved-view-line.tsx';
import { addView, removeView, renameView, type SavedView, type ViewsChange } from './saved-views.ts';

interface ViewsDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly views: readonly SavedView[];
  readonly keep: (change: ViewsChange) => string | null;
  readonly search: string;
  readonly words: (search: string) => string;
}

export function ViewsDialog({ isOpen, onClose, ...rest }: ViewsDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Saved views" footer={<Button onClick={onClose}>Close</Button>}>
      <Views {...rest} />
    </Dialog>
  );
}

function Views({ views, keep, search, words }: Omit<ViewsDialogProps, 'isOpen' | 'onClose'>) {
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const why = keep(addView(views, name, search));
    setFault(why);
    if (why !== null) return;
    setDone(`Saved as ${name.trim()}`);
    setName('');
  };
  return (
    <>
      <p className="text-dense text-muted">
        Views are kept in this browser only: nobody else sees them, and they go when the browser’s data for this site is cleared. To share
        what you see, send its address.
      </p>
      <form onSubmit={save} className="items-end gap-2.5 m:flex">
        <div className="flex-1">
          <TextField
            label="Save what the table shows now as"
            hint={words(search)}
            error={fault ?? undefined}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="off"
          />
        </div>
        <Button type="submit" className="h-10 max-m:mt-2.5 max-m:w-full">
          Save view
        </Button>
      </form>
      {/* The page's own live region is silent behind a modal dialog. */}
      <p role="status" className="mt-2 min-h-4.5 text-dense text-ok-fg">
        {done}
      </p>
      {views.length > 0 && (
        <ul aria-label="Saved views" className="mt-1 border-t border-rule">
          {views.map((view) => (
            <SavedViewLine
              key={view.name}
              view={view}
              words={words(view.search)}
              onRename={(to) => {
                const why = keep(renameView(views, view.name, to));
                if (why === null) setDone(`Renamed to ${to.trim()}`);
                return why;
              }}
              onDelete={() => setDone(keep({ ok: true, views: removeView(views, view.name) }) ?? `Deleted ${view.name}`)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
