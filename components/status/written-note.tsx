'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { Note } from '#components/ui/feedback/note.tsx';

interface WrittenNoteProps {
  /** What came back; each new one is another change. */
  readonly outcome: object;
  readonly title: string;
  /** Whether the form that it is in is emptied. */
  readonly empties: boolean;
  /** Before what it changed is read anew, which takes a moment: what the page knows of it now. */
  readonly onWritten?: () => void;
  readonly children: ReactNode;
}

/** What was written down; has what it changed shown. */
export function WrittenNote({ outcome, title, empties, onWritten, children }: WrittenNoteProps) {
  const client = useQueryClient();
  const element = useRef<HTMLDivElement>(null);
  const tell = useEffectEvent(() => onWritten?.());
  useEffect(() => {
    tell();
    if (empties) element.current?.closest('form')?.reset();
    void client.invalidateQueries({ queryKey: ['status'] });
  }, [client, empties, outcome]);
  return (
    <div ref={element}>
      <Note tone="ok" role="status" title={title}>
        <p>{children}</p>
      </Note>
    </div>
  );
}
