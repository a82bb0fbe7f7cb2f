'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { Note } from '#components/ui/feedback/note.tsx';

interface WrittenNoteProps {
  /** What came back; each new one is another change. */
  readonly outcome: object;
  readonly title: string;
  /** Whether the form that it is in is emptied. */
  readonly empties: boolean;
  readonly children: ReactNode;
}

/** What was written down; has what it changed shown. */
export function WrittenNote({ outcome, title, empties, children }: WrittenNoteProps) {
  const client = useQueryClient();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
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
