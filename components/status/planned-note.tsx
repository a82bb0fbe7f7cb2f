'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import type { MaintenanceOutcome } from '#lib/status/client.ts';
import { Note } from '#components/ui/feedback/note.tsx';

interface PlannedNoteProps {
  readonly outcome: MaintenanceOutcome;
  readonly title: string;
  /** Of its own page; null: this is it. */
  readonly href: string | null;
}

/** What became of planned work; empties the form that it is in, and has what changed shown. */
export function PlannedNote({ outcome, title, href }: PlannedNoteProps) {
  const client = useQueryClient();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (href !== null) element.current?.closest('form')?.reset();
    void client.invalidateQueries({ queryKey: ['status'] });
  }, [client, href, outcome]);
  return (
    <div ref={element}>
      <Note tone="ok" role="status" title={title}>
        <p>
          {href === null ? (
            'It counts within some seconds.'
          ) : (
            <>
              <Link href={href}>Go to planned work {outcome.maintenance}</Link>, to change it or
              call it off.
            </>
          )}
        </p>
      </Note>
    </div>
  );
}
