'use client';

import { useQueryClient } from '@tanstack/react-query';
import {
  AcceptAlias,
  acceptPreviewQuery,
  RemoveAlias,
  removePreviewQuery,
  type ContractOutcome,
  type RemoveOutcome,
  type UnexpectedPreview,
} from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { IndexName } from '../index-name.tsx';
import { DiffLine, DiffList, RequestText } from '../moves-diff.tsx';
import { PreviewButton } from '../preview-button.tsx';
import { alsoActiveWords, notMoved } from './reset-contract-button.tsx';

/** What may become of an alias that the contract does not name. */
export interface Deciding {
  readonly environment: string;
  readonly isProduction: boolean;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: Readonly<Record<'accept' | 'remove', string | null>>;
  readonly activeRun: string | null;
  readonly accept: (input: AcceptAlias) => Promise<ActionResult<ContractOutcome>>;
  readonly remove: (input: RemoveAlias) => Promise<ActionResult<RemoveOutcome>>;
}

interface ButtonProps {
  readonly deciding: Deciding;
  readonly alias: string;
}

const shownWords = ({ documents }: UnexpectedPreview): string =>
  documents === null
    ? 'What it shows is not known.'
    : `It shows ${countOf(documents, 'document')} now.`;

const targetsOf = ({ targets }: UnexpectedPreview): string => targets.join(', ');

const Notes = ({ notes }: Pick<UnexpectedPreview, 'notes'>) =>
  notes.map((note) => (
    <p key={note} className="mt-2 wrap-anywhere">
      {note}
    </p>
  ));

export function AcceptButton({ deciding, alias }: ButtonProps) {
  const { environment, isProduction, notAllowed, activeRun, accept } = deciding;
  const client = useQueryClient();
  const changed = () => void client.invalidateQueries({ queryKey: ['indexes'] });
  const draft = `accept ${environment} ${alias}`;
  return (
    <PreviewButton
      draft={draft}
      query={acceptPreviewQuery(environment, alias)}
      notAllowed={notAllowed.accept}
      isSmall
      dialog={(preview, onClose) => (
        <ConfirmDialog
          isOpen
          onClose={onClose}
          draft={draft}
          title={
            <>
              Accept <code>{alias}</code> into the contract?
            </>
          }
          environment={{ name: environment, isProduction }}
          schema={AcceptAlias}
          run={accept}
          given={{ environment, alias, preview: preview.key }}
          consequences={() => ({
            effect: (
              <>
                <DiffList>
                  <DiffLine sign="+" word="add">
                    <code>{alias}</code>: {preview.follows}, {preview.filter ?? 'no filter'}
                  </DiffLine>
                </DiffList>
                <p className="mt-2">
                  The contract names it as it is, in a new version: it is watched and repaired, and
                  every sync leads it to the new generation. {shownWords(preview)}
                </p>
                <Notes notes={preview.notes} />
              </>
            ),
            alsoActive: alsoActiveWords(activeRun),
          })}
          words={() => ({
            submit: 'Accept into the contract',
            busy: 'Saving…',
            dismiss: 'Not now',
            failed: 'It was not accepted',
            notKnown: 'It is not known whether it was accepted',
            meaning: 'Users are not affected.',
          })}
          result={({ version }) => ({
            title: `${alias} is in version ${version} of the contract`,
            body: notMoved,
          })}
          onDone={changed}
          onNotKnown={changed}
        />
      )}
    >
      Accept into the contract…
    </PreviewButton>
  );
}

export function RemoveButton({ deciding, alias }: ButtonProps) {
  const { environment, isProduction, notAllowed, activeRun, remove } = deciding;
  const client = useQueryClient();
  const changed = () => void client.invalidateQueries({ queryKey: ['indexes'] });
  const draft = `remove ${environment} ${alias}`;
  return (
    <PreviewButton
      draft={draft}
      query={removePreviewQuery(environment, alias)}
      notAllowed={notAllowed.remove}
      variant="danger-outline"
      isSmall
      dialog={(preview, onClose) => (
        <ConfirmDialog
          isOpen
          onClose={onClose}
          draft={draft}
          isDangerous
          title={
            <>
              Remove the alias <code>{alias}</code>?
            </>
          }
          environment={{ name: environment, isProduction }}
          schema={RemoveAlias}
          run={remove}
          given={{ environment, alias, preview: preview.key }}
          consequences={() => ({
            effect: (
              <>
                <DiffList>
                  <DiffLine sign="−" word="remove">
                    <code>{alias}</code> → <IndexName index={targetsOf(preview)} isShort />,{' '}
                    {preview.filter ?? 'no filter'}
                  </DiffLine>
                </DiffList>
                <p className="mt-2">
                  Whoever searches through it gets an error at once. {shownWords(preview)} The index
                  itself, and every alias of the contract, stay as they are.
                </p>
                <Notes notes={preview.notes} />
              </>
            ),
            alsoActive:
              activeRun === null
                ? 'Nobody: no sync runs.'
                : `${activeRun} is not disturbed: it does not move this alias.`,
            more: [{ term: 'One request', value: <RequestText text={preview.request} /> }],
          })}
          words={() => ({
            submit: 'Remove alias',
            busy: 'Removing…',
            dismiss: 'Not now',
            failed: 'It was not removed',
            notKnown: 'It is not known whether it was removed',
            meaning: 'Users see what they saw before.',
          })}
          result={({ alias: removed, warnings }) => ({
            title: `Removed: ${removed}`,
            body:
              warnings.length > 0
                ? warnings.join(' ')
                : 'Read back and gone. Recorded with your name in the audit log.',
          })}
          onDone={changed}
          onNotKnown={changed}
        />
      )}
    >
      Remove…
    </PreviewButton>
  );
}
