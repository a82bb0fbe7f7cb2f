'use client';

import { RepairAliases, type RepairOutcome, type RepairPreview } from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { IndexName } from './index-name.tsx';

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
              <p key={move.alias} className="mt-2">
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
        more: [{ term: 'One request', value: <Request text={request} /> }],
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

/** What goes and what comes, a line each, told apart by sign and word too. */
function MovesDiff({ moves }: Pick<RepairPreview, 'moves'>) {
  return (
    <ul aria-label="What changes" className="grid gap-px border-l-2 border-rule-strong text-meta">
      {moves.flatMap(({ alias, before, after }) => [
        ...(before.targets.length === 0
          ? []
          : [
              <DiffLine key={`${alias} before`} sign="−" word="remove">
                <code>{alias}</code> → <IndexName index={before.targets.join(', ')} isShort />,{' '}
                {before.filter ?? 'no filter'}
              </DiffLine>,
            ]),
        <DiffLine key={`${alias} after`} sign="+" word="add">
          <code>{alias}</code> → <IndexName index={after.target} isShort />,{' '}
          {after.filter ?? 'no filter'}
        </DiffLine>,
      ])}
    </ul>
  );
}

function DiffLine({
  sign,
  word,
  children,
}: {
  readonly sign: '−' | '+';
  readonly word: string;
  readonly children: React.ReactNode;
}) {
  return (
    <li
      className={
        sign === '−'
          ? 'flex gap-2 bg-bad-bg px-2 py-1 text-bad-fg'
          : 'flex gap-2 bg-ok-bg px-2 py-1 text-ok-fg'
      }
    >
      <span aria-hidden="true">{sign}</span>
      <span className="w-14 shrink-0">{word}</span>
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}

function Request({ text }: { readonly text: string }) {
  return (
    <pre
      tabIndex={0}
      role="region"
      aria-label="The request"
      className="max-h-40 overflow-auto whitespace-pre-wrap break-all font-mono text-meta"
    >
      {text}
    </pre>
  );
}
