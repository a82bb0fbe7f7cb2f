'use client';

import Link from 'next/link';
import { Note } from '#components/ui/feedback/note.tsx';
import { Form } from '#components/ui/form/form.tsx';
import {
  recordMoveFields,
  RecordMove,
  statusWords,
  type RecordedMove,
} from '#lib/inventory/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';

interface MoveFormProps {
  readonly item: string;
  readonly version: number;
  /** Null: the person may. */
  readonly whyNot: string | null;
  readonly record: (
    previous: ActionResult<RecordedMove> | null,
    form: FormData,
  ) => Promise<ActionResult<RecordedMove>>;
}

const moveWords = (name: string, status: RecordedMove['status']): string =>
  status === 'not-recorded'
    ? `Nothing is recorded any more of how far ${name} is`
    : `${name} is recorded as ${statusWords[status]}`;

const recorded = ({ name, status, against }: RecordedMove) => (
  <Note tone="ok" role="status" title={moveWords(name, status)}>
    <p>
      {against > 0 && 'What spoke against it is kept with it. '}
      It is in the <Link href="/inventory/migration">list of the move</Link>, in the history of the
      item and in the audit log.
    </p>
  </Note>
);

export function MoveForm({ item, version, whyNot, record }: MoveFormProps) {
  if (whyNot !== null)
    return (
      <p className="mt-2 text-dense text-muted">
        {whyNot} You can read here what was recorded, and what would speak against a move.
      </p>
    );
  return (
    <div className="max-w-160">
      <Form
        schema={RecordMove}
        fields={recordMoveFields}
        action={record}
        version={version}
        words={{
          submit: 'Record it',
          busy: 'Recording…',
          failed: 'Nothing was recorded',
          notKnown: 'It is not known whether it was recorded',
        }}
        done={recorded}
      >
        <input type="hidden" name="item" value={item} />
      </Form>
    </div>
  );
}
