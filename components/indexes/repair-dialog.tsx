'use client';

import { RepairAliases, type RepairOutcome, type RepairPreview } from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { MovesDiff, RequestText } from './moves-diff.tsx';

export interface RepairDialogProps {
  readonly preview: RepairPreview;
  /** The only alias that is put right; null: all that are wrong. */
  readonly alias: string | null;
  readonly isProduction: boolean;
  /** The run that goes on meanwhile, in words; null: none. */
  readonly activeRun: string | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  readonly repair: (input: RepairAliases) => Promise<ActionResult<RepairOutcome>>;
}

export const repairDraft = (environment: string, alias: string | null): string =>
  `repair ${environment} ${alias ?? ''}`;

/** Shows the difference and the request that puts it right, before it is sent. */
export function RepairDialog({
  preview,
  alias,
  isProduction,
  activeRun,
  repair,
  onChanged,
  ...rest
}: RepairDialogProps) {
  const { environment, moves, copies, request, key } = preview;
  const names = listWords(
    moves.map((move) => move.alias),
    'and',
  );
  return (
    <ConfirmDialog
      {...rest}
      draft={repairDraft(environment, alias)}
      title={
        moves.length === 1 ? (
          <>
            Put <code>{names}</code> right?
          </>
        ) : (
          `Put ${countOf(moves.length, 'alias', 'aliases')} right?`
        )
      }
      environment={{ name: environment, isProduction }}
      schema={RepairAliases}
      run={repair}
      given={{ environment, preview: key, ...(alias !== null && { alias }) }}
      consequences={() => ({
        effect: (
          <>
            <MovesDiff moves={moves} />
            {moves.map((move) => (
              <p key={move.alias} className="mt-2 wrap-anywhere">
                {effectOf(move)}
              </p>
            ))}
            {copies.map(({ index, documents }) => (
              <p key={index} className="mt-2">
                The index <code>{index}</code>{' '}
                {documents === null ? '' : `with ${countOf(documents, 'document')} `}is copied first
                and then makes way in the same request. The copy is kept.
              </p>
            ))}
          </>
        ),
        alsoActive:
          activeRun === null
            ? 'Nobody: no sync runs.'
            : `${activeRun} is not disturbed: it builds beside what users read.`,
        likelyToTake: copies.length === 0 ? 'Under a second.' : 'A second or two, and the copying.',
        more: [{ term: 'One request', value: <RequestText text={request} /> }],
      })}
      words={() => ({
        submit: 'Repair',
        busy: 'Repairing…',
        dismiss: 'Not now',
        failed: 'Nothing was repaired',
        notKnown: 'It is not known whether the alias was repaired',
        meaning: 'Users see what they saw before.',
      })}
      result={({ repaired, warnings }) => ({
        title: `Repaired: ${listWords(repaired, 'and')}`,
        body:
          warnings.length > 0
            ? warnings.join(' ')
            : 'Read back and found right. Recorded with your name in the audit log.',
      })}
      onDone={onChanged}
      onNotKnown={onChanged}
    />
  );
}

function effectOf({ alias, before, after }: RepairPreview['moves'][number]): string {
  const to = after.documents === null ? 'an unknown number of documents' : count(after.documents);
  if (before.targets.length === 0) return `${alias} is there again, with ${to} documents.`;
  if (before.documents === null) return `Who reads ${alias} gets ${to} documents at once.`;
  return before.documents === after.documents
    ? `${alias} keeps its ${countOf(before.documents, 'document')}.`
    : `${alias} goes from ${countOf(before.documents, 'document')} to ${to} at once.`;
}
