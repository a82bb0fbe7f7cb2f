'use client';

import { useRef, useState, type SubmitEvent } from 'react';
import { Button } from '../form/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { TextField } from '../form/field.tsx';
import { SavedViewLine } from './saved-view-line.tsx';
import {
  addView,
  removeView,
  renameView,
  type SavedView,
  type ViewsChange,
} from './saved-views.ts';

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
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Saved views"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <Views {...rest} />
    </Dialog>
  );
}

function Views({ views, keep, search, words }: Omit<ViewsDialogProps, 'isOpen' | 'onClose'>) {
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const [edited, setEdited] = useState<string | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const why = keep(addView(views, name, search));
    setFault(why);
    if (why !== null) return;
    setDone(`Saved as ${name.trim()}`);
    setName('');
  };
  const leave = (view: string) => {
    setEdited(null);
    setLeft(view);
  };
  const rename = (from: string, to: string) => {
    const change = renameView(views, from, to);
    const why = keep(change);
    if (why !== null || !change.ok) return why;
    const name = change.views[views.findIndex((view) => view.name === from)]?.name ?? to;
    setDone(`Renamed to ${name}`);
    leave(name);
    return null;
  };
  const remove = (name: string) => {
    setDone(keep({ ok: true, views: removeView(views, name) }) ?? `Deleted ${name}`);
    // The button that was pressed is gone.
    status.current?.focus();
  };
  return (
    <>
      <p className="text-dense text-muted">
        Views are kept in this browser only: nobody else sees them, and they go when the browser’s
        data for this site is cleared. To share what you see, send its address.
      </p>
      <form onSubmit={save} className="items-end gap-2.5 m:flex">
        <div className="flex-1">
          <TextField
            label="Save what the table shows now as"
            hint={words(search)}
            error={fault ?? undefined}
            value={name}
            onTyped={setName}
            autoComplete="off"
          />
        </div>
        <Button type="submit" className="h-10 max-m:mt-2.5 max-m:w-full">
          Save view
        </Button>
      </form>
      {/* The page's own live region is silent behind a modal dialog. */}
      <p ref={status} role="status" tabIndex={-1} className="mt-2 min-h-4.5 text-dense text-muted">
        {done}
      </p>
      {views.length > 0 && (
        <ul aria-label="Saved views" className="mt-1 border-t border-rule">
          {views.map((view) => (
            <SavedViewLine
              key={view.name}
              view={view}
              words={words(view.search)}
              isEditing={edited === view.name}
              takesFocus={left === view.name}
              onEdit={() => setEdited(view.name)}
              onStop={() => leave(view.name)}
              onRename={(to) => rename(view.name, to)}
              onDelete={() => remove(view.name)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
