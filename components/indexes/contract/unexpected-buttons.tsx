'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  AcceptAlias,
  acceptPreviewQuery,
  RemoveAlias,
  removePreviewQuery,
  type AcceptPreview,
  type ContractOutcome,
  type PreviewQuery,
  type RemovePreview,
  type RemoveOutcome,
  type UnexpectedPreview,
} from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import {
  ConfirmDialog,
  type ConfirmDialogProps,
  type ConfirmedSchema,
  type Consequences,
} from '#components/ui/dialog/confirm-dialog.tsx';
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

const Notes = ({ notes }: Pick<UnexpectedPreview, 'notes'>) =>
  notes.map((note) => (
    <p key={note} className="mt-2 wrap-anywhere">
      {note}
    </p>
  ));

/** One of the decisions, as far as it is not like the other. */
interface Decision<P extends UnexpectedPreview, S extends ConfirmedSchema, T> extends Pick<
  ConfirmDialogProps<S, T>,
  'schema' | 'run' | 'result'
> {
  readonly name: 'accept' | 'remove';
  readonly isDangerous?: boolean;
  readonly query: PreviewQuery<P>;
  readonly button: string;
  readonly title: ReactNode;
  /** What is added or removed. */
  readonly line: (preview: P) => ReactNode;
  readonly effect: (preview: P) => ReactNode;
  readonly rest: (preview: P) => Omit<Consequences, 'effect'>;
  readonly words: Omit<ReturnType<ConfirmDialogProps<S, T>['words']>, 'dismiss'>;
}

/** Shows what a decision about the alias would do, and asks for it. */
function DecideButton<P extends UnexpectedPreview, S extends ConfirmedSchema, T>({
  deciding: { environment, isProduction, notAllowed },
  alias,
  decision: { name, isDangerous = false, query, button, title, line, effect, rest, words, ...own },
}: ButtonProps & { readonly decision: Decision<P, S, T> }) {
  const client = useQueryClient();
  const changed = () => void client.invalidateQueries({ queryKey: ['indexes'] });
  const draft = `${name} ${environment} ${alias}`;
  return (
    <PreviewButton
      draft={draft}
      query={query}
      notAllowed={notAllowed[name]}
      variant={isDangerous ? 'danger-outline' : 'plain'}
      isSmall
      dialog={(preview, onClose) => (
        <ConfirmDialog
          isOpen
          onClose={onClose}
          draft={draft}
          isDangerous={isDangerous}
          title={title}
          environment={{ name: environment, isProduction }}
          given={{ environment, alias, preview: preview.key }}
          consequences={() => ({
            ...rest(preview),
            effect: (
              <>
                <DiffList>
                  <DiffLine sign={isDangerous ? '−' : '+'} word={isDangerous ? 'remove' : 'add'}>
                    {line(preview)}
                  </DiffLine>
                </DiffList>
                <p className="mt-2">{effect(preview)}</p>
                <Notes notes={preview.notes} />
              </>
            ),
          })}
          words={() => ({ ...words, dismiss: 'Not now' })}
          onDone={changed}
          onNotKnown={changed}
          {...own}
        />
      )}
    >
      {button}
    </PreviewButton>
  );
}

export function AcceptButton({ deciding, alias }: ButtonProps) {
  const { environment, activeRun, accept } = deciding;
  const decision: Decision<AcceptPreview, typeof AcceptAlias, ContractOutcome> = {
    name: 'accept',
    query: acceptPreviewQuery(environment, alias),
    button: 'Accept into the contract…',
    title: (
      <>
        Accept <code>{alias}</code> into the contract?
      </>
    ),
    schema: AcceptAlias,
    run: accept,
    line: ({ follows, filter }) => (
      <>
        <code>{alias}</code>: {follows}, {filter ?? 'no filter'}
      </>
    ),
    effect: (preview) =>
      'The contract names it as it is, in a new version: it is watched and repaired, and every ' +
      `sync leads it to the new generation. ${shownWords(preview)}`,
    rest: () => ({ alsoActive: alsoActiveWords(activeRun) }),
    words: {
      submit: 'Accept into the contract',
      busy: 'Saving…',
      failed: 'It was not accepted',
      notKnown: 'It is not known whether it was accepted',
      meaning: 'Users are not affected.',
    },
    result: ({ version }) => ({
      title: `${alias} is in version ${version} of the contract`,
      body: notMoved,
    }),
  };
  return <DecideButton deciding={deciding} alias={alias} decision={decision} />;
}

export function RemoveButton({ deciding, alias }: ButtonProps) {
  const { environment, activeRun, remove } = deciding;
  const decision: Decision<RemovePreview, typeof RemoveAlias, RemoveOutcome> = {
    name: 'remove',
    isDangerous: true,
    query: removePreviewQuery(environment, alias),
    button: 'Remove…',
    title: (
      <>
        Remove the alias <code>{alias}</code>?
      </>
    ),
    schema: RemoveAlias,
    run: remove,
    line: ({ targets, filter }) => (
      <>
        <code>{alias}</code> → <IndexName index={targets.join(', ')} isShort />,{' '}
        {filter ?? 'no filter'}
      </>
    ),
    effect: (preview) =>
      `Whoever searches through it gets an error at once. ${shownWords(preview)} The index ` +
      'itself, and every alias of the contract, stay as they are.',
    rest: ({ request }) => ({
      alsoActive:
        activeRun === null
          ? 'Nobody: no sync runs.'
          : `${activeRun} is not disturbed: it does not move this alias.`,
      more: [{ term: 'One request', value: <RequestText text={request} /> }],
    }),
    words: {
      submit: 'Remove alias',
      busy: 'Removing…',
      failed: 'It was not removed',
      notKnown: 'It is not known whether it was removed',
      meaning: 'Users see what they saw before.',
    },
    result: ({ alias: removed, warnings }) => ({
      title: `Removed: ${removed}`,
      body:
        warnings.length > 0
          ? warnings.join(' ')
          : 'Read back and gone. Recorded with your name in the audit log.',
    }),
  };
  return <DecideButton deciding={deciding} alias={alias} decision={decision} />;
}
