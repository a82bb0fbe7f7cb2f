'use client';

import { useState, type SubmitEvent } from 'react';
import { Button } from '../form/button.tsx';
import { TextField } from '../form/field.tsx';
import type { SavedView } from './saved-views.ts';

interface SavedViewLineProps {
  readonly view: SavedView;
  readonly words: string;
  readonly isEditing: boolean;
  /** The editing of this line has just ended, so its button has the focus. */
  readonly takesFocus: boolean;
  readonly onEdit: () => void;
  readonly onStop: () => void;
  /** Says why not, or null when it went well. */
  readonly onRename: (to: string) => string | null;
  readonly onDelete: () => void;
}

/** One view, to be renamed in its place or deleted. */
export function SavedViewLine({
  view,
  words,
  isEditing,
  takesFocus,
  onEdit,
  onStop,
  onRename,
  onDelete,
}: SavedViewLineProps) {
  return isEditing ? (
    <li className="border-b border-rule pb-2">
      <NameForm name={view.name} onRename={onRename} onStop={onStop} />
    </li>
  ) : (
    <li className="flex flex-wrap items-center gap-2.5 border-b border-rule py-2 text-dense">
      <span className="min-w-0 flex-1 break-words">
        <b>{view.name}</b>
        <span className="block text-meta text-muted">{words}</span>
      </span>
      <Button small aria-label={`Rename ${view.name}`} autoFocus={takesFocus} onClick={onEdit}>
        Rename
      </Button>
      <Button small variant="danger-outline" aria-label={`Delete ${view.name}`} onClick={onDelete}>
        Delete
      </Button>
    </li>
  );
}

function NameForm({
  name,
  onRename,
  onStop,
}: Pick<SavedViewLineProps, 'onRename' | 'onStop'> & { readonly name: string }) {
  const [typed, setTyped] = useState(name);
  const [fault, setFault] = useState<string | null>(null);
  const rename = (event: SubmitEvent) => {
    event.preventDefault();
    setFault(onRename(typed));
  };
  return (
    <form onSubmit={rename} className="flex flex-wrap items-end gap-2.5">
      <div className="min-w-40 flex-1">
        <TextField
          label={`New name for ${name}`}
          error={fault ?? undefined}
          value={typed}
          onTyped={setTyped}
          autoComplete="off"
          autoFocus
        />
      </div>
      <Button type="submit" className="h-10">
        Rename
      </Button>
      <Button className="h-10" onClick={onStop}>
        Keep the name
      </Button>
    </form>
  );
}
