'use client';

import { useState, type SubmitEvent } from 'react';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import type { SavedView } from './saved-views.ts';

interface SavedViewLineProps {
  readonly view: SavedView;
  readonly words: string;
  /** Says why not, or null when it went well. */
  readonly onRename: (to: string) => string | null;
  readonly onDelete: () => void;
}

/** One view, to be renamed in its place or deleted. */
export function SavedViewLine({ view, words, onRename, onDelete }: SavedViewLineProps) {
  const [name, setName] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const stop = () => {
    setName(null);
    setFault(null);
  };
  const rename = (event: SubmitEvent) => {
    event.preventDefault();
    const why = onRename(name ?? '');
    if (why === null) stop();
    else setFault(why);
  };
  if (name === null) {
    return (
      <li className="flex flex-wrap items-center gap-2.5 border-b border-rule py-2 text-dense">
        <span className="min-w-0 flex-1 break-words">
          <b>{view.name}</b>
          <span className="block text-meta text-muted">{words}</span>
        </span>
        <Button small aria-label={`Rename ${view.name}`} onClick={() => setName(view.name)}>
          Rename
        </Button>
        <Button small look="danger-outline" aria-label={`Delete ${view.name}`} onClick={onDelete}>
          Delete
        </Button>
      </li>
    );
  }
  return (
    <li className="border-b border-rule pb-2">
      <form onSubmit={rename} className="flex flex-wrap items-end gap-2.5">
        <div className="min-w-40 flex-1">
          <TextField
            label={`New name for ${view.name}`}
            error={fault ?? undefined}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="off"
            autoFocus
          />
        </div>
        <Button type="submit" className="h-10">
          Rename
        </Button>
        <Button className="h-10" onClick={stop}>
          Keep the name
        </Button>
      </form>
    </li>
  );
}
