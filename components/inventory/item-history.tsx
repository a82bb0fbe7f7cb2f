'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { useDrafted } from '#components/ui/dialog/draft.ts';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { Time } from '#components/ui/time/time.tsx';
import {
  historyQuery,
  UndoChange,
  type ChangeView,
  type HistoryView,
  type ItemOutcome,
} from '#lib/inventory/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';

const kindWords = { added: 'Added', changed: 'Changed', removed: 'Removed' } as const;

export interface UndoingChanges {
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  /** Whose name production wants typed. */
  readonly environment: { readonly name: string; readonly isProduction: boolean };
  readonly undo: (input: UndoChange) => Promise<ActionResult<ItemOutcome>>;
  readonly onDone: (outcome: ItemOutcome) => void;
}

interface Undoing extends UndoingChanges {
  /** Where the page says why not. */
  readonly whyNotId: string | undefined;
  /** Of a thing that is gone only its removal can be undone; null: it is there. */
  readonly goneBy: number | null;
}

type Said = ChangeView['parts'][number]['before'];

const saidWords = (said: Said): string =>
  typeof said === 'boolean' ? (said ? 'yes' : 'no') : said === null || said === '' ? '–' : said;

function Change({ change, undoing }: { readonly change: ChangeView; readonly undoing: Undoing }) {
  const { id, at, actor, reason, kind, parts, isFollowing, undoes } = change;
  const canUndo = !isFollowing && (undoing.goneBy === null || undoing.goneBy === id);
  return (
    <li className="border-b border-rule py-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <b>{undoes === null ? kindWords[kind] : `${kindWords[kind]}: a change was undone`}</b>
        <span className="ml-auto">
          {canUndo && <UndoButton change={change} undoing={undoing} />}
        </span>
      </div>
      <p className="text-muted">
        {actor}, <Time at={at} as="near" /> (<Time at={at} as="past" />)
        {isFollowing && ', because of a change of something else'}
      </p>
      {parts.length > 0 && (
        <ul className="list-disc pl-5">
          {parts.map(({ part, name, label, before, after }) => (
            <li key={`${part} ${name}`} className="wrap-anywhere">
              {label}: <span className="sr-only">from </span>
              {saidWords(before)}
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> to </span>
              {saidWords(after)}
              {saidWords(before) === saidWords(after) && ' (another source or note)'}
            </li>
          ))}
        </ul>
      )}
      <p>“{reason}”</p>
    </li>
  );
}

function UndoButton({
  change: { id, kind, parts },
  undoing: { notAllowed, whyNotId, environment, undo, onDone },
}: {
  readonly change: ChangeView;
  readonly undoing: Undoing;
}) {
  const client = useQueryClient();
  const draft = `undo change ${String(id)}`;
  const [isOpen, setOpen] = useDrafted(draft);
  const changed = () => void client.invalidateQueries({ queryKey: ['inventory'] });
  const isMark = parts.some(
    ({ part, name, after }) => part === 'own' && name === 'isProduction' && after === true,
  );
  // Undone, it is a removal, or production is none any more.
  const isProduction = environment.isProduction && (kind === 'added' || isMark);
  return (
    <>
      <Button
        small
        disabled={notAllowed !== null}
        aria-describedby={whyNotId}
        onClick={() => setOpen(true)}
      >
        Undo this change…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        draft={draft}
        title="Undo this change?"
        environment={{ ...environment, isProduction }}
        schema={UndoChange}
        run={undo}
        given={{ change: id }}
        wantsReason
        isDangerous={kind === 'added'}
        reasonHint="Kept in the history and in the audit log"
        consequences={() => ({
          effect:
            kind === 'added' ? (
              <p>It is removed from the inventory, with all that is recorded of it.</p>
            ) : (
              <ul className="list-disc pl-5">
                {parts.map(({ part, name, label, before }) => (
                  <li key={`${part} ${name}`} className="wrap-anywhere">
                    {label}: {saidWords(before)} again
                  </li>
                ))}
              </ul>
            ),
          alsoActive: 'What was changed since stays; where it is the same, nothing is undone.',
        })}
        words={() => ({
          submit: 'Undo it',
          busy: 'Undoing…',
          dismiss: 'Not now',
          failed: 'Nothing was changed',
          notKnown: 'It is not known whether it was undone',
          meaning: 'What exists in the estates is not affected by this.',
        })}
        result={() => ({
          title: 'The change is undone',
          body: 'The history has it as a change of its own.',
        })}
        onDone={(outcome) => {
          changed();
          onDone(outcome);
        }}
        onNotKnown={changed}
      />
    </>
  );
}

/** All that was changed of a thing, the newest first, page after page. */
export function ItemHistory({
  itemKey,
  history,
  undoing,
}: {
  readonly itemKey: string;
  readonly history: HistoryView;
  readonly undoing: UndoingChanges;
}) {
  const id = useId();
  const { notAllowed } = undoing;
  const [last] = history.changes;
  const own = {
    ...undoing,
    whyNotId: notAllowed === null ? undefined : id,
    goneBy: last?.kind === 'removed' ? last.id : null,
  };
  return (
    <>
      {notAllowed !== null && (
        <p id={id} className="text-meta text-muted">
          {notAllowed}
        </p>
      )}
      <ol className="text-dense">
        {history.changes.map((change) => (
          <Change key={change.id} change={change} undoing={own} />
        ))}
        {history.hasMore && (
          <Older itemKey={itemKey} before={history.changes.at(-1)?.id ?? 0} undoing={own} />
        )}
      </ol>
    </>
  );
}

function Older({
  itemKey,
  before,
  undoing,
}: {
  readonly itemKey: string;
  readonly before: number;
  readonly undoing: Undoing;
}) {
  const [isWanted, setWanted] = useState(false);
  const { data, isError, refetch } = useQuery({
    ...historyQuery(itemKey, before),
    enabled: isWanted,
  });
  if (data !== undefined)
    return (
      <>
        {data.changes.map((change) => (
          <Change key={change.id} change={change} undoing={undoing} />
        ))}
        {data.hasMore && (
          <Older itemKey={itemKey} before={data.changes.at(-1)?.id ?? 0} undoing={undoing} />
        )}
      </>
    );
  return (
    <li className="py-2">
      {isWanted && !isError ? (
        <SkeletonRows label="older changes" rows={3} />
      ) : (
        <Button
          small
          onClick={() => {
            setWanted(true);
            if (isError) void refetch();
          }}
        >
          {isError ? 'Older changes could not be loaded. Try again' : 'Older changes'}
        </Button>
      )}
    </li>
  );
}
