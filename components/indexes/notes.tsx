'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import {
  NoteGeneration,
  noteFields,
  type GenerationView,
  type NoteOutcome,
} from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { Time } from '#components/ui/time/time.tsx';

export interface Noting {
  readonly environment: string;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly note: (
    previous: ActionResult<NoteOutcome> | null,
    form: FormData,
  ) => Promise<ActionResult<NoteOutcome>>;
}

interface NotesProps {
  readonly generation: GenerationView;
  readonly noting: Noting;
}

const formWords = {
  submit: 'Add note',
  busy: 'Adding…',
  failed: 'The note was not added',
  notKnown: 'It is not known whether the note was added',
};

/** What people wrote about a generation, the newest first, and a form for one more. */
export function Notes({
  generation: { index, notes = [] },
  noting: { environment, notAllowed, note },
}: NotesProps) {
  return (
    <>
      {notes.length === 0 ? (
        <p className="py-2 text-dense text-muted">Nobody has written a note about it.</p>
      ) : (
        <ol className="text-dense">
          {notes.map(({ at, by, text }) => (
            <li key={`${at} ${by}`} className="border-b border-rule py-2">
              <p className="wrap-anywhere">{text}</p>
              <p className="text-muted">
                {by}, <Time at={at} as="near" />
              </p>
            </li>
          ))}
        </ol>
      )}
      {notAllowed === null ? (
        <Form
          schema={NoteGeneration}
          fields={noteFields}
          action={note}
          words={formWords}
          submitClassName="mt-3"
          done={(outcome) => <Added outcome={outcome} />}
        >
          <input type="hidden" name="environment" value={environment} />
          <input type="hidden" name="generation" value={index} />
        </Form>
      ) : (
        <p className="mt-3 text-meta text-muted">{notAllowed}</p>
      )}
    </>
  );
}

/** Empties the form that it is in, and has the note shown above. */
function Added({ outcome }: { readonly outcome: NoteOutcome }) {
  const client = useQueryClient();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    element.current?.closest('form')?.reset();
    void client.invalidateQueries({ queryKey: ['indexes', 'overview', outcome.environment] });
  }, [client, outcome]);
  return (
    <div ref={element}>
      <Note tone="ok" role="status" title="The note was added">
        <p>It is above, and in the audit log.</p>
      </Note>
    </div>
  );
}
