'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { useId, useState } from 'react';
import {
  contractPreviewQuery,
  contractText,
  EditContract,
  type ContractPreview,
  type ContractView,
} from '#lib/indexes/client.ts';
import { FaultError, isSignedOut, notReached, type Fault } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { useDrafted, useKeptText } from '#components/ui/dialog/draft.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { SignInLink } from '#components/ui/feedback/sign-in-link.tsx';
import { useFocusOn } from '#components/ui/feedback/use-focus-on.ts';
import { Button } from '#components/ui/form/button.tsx';
import { useEarlyText } from '#components/ui/form/use-early-input.ts';
import { ContractDiff } from './contract-diff.tsx';
import { madeFrom, rangeOfLine, versionIn, wrongLines } from './contract-words.ts';
import { alsoActiveWords, notMoved, type ChangingContract } from './reset-contract-button.tsx';

interface ContractEditorProps {
  readonly view: ContractView;
  readonly changing: ChangingContract;
}

const faultOf = (error: Error | null): Fault | null =>
  error === null ? null : error instanceof FaultError ? error.fault : notReached;

/** The contract as text: checked line by line, previewed, and saved as a new version. */
export function ContractEditor({ view, changing }: ContractEditorProps) {
  const { environment, isProduction, notAllowed, activeRun, edit } = changing;
  const id = useId();
  const client = useQueryClient();
  const [typed, type] = useKeptText(`contract ${environment}`);
  const own = contractText(view);
  const text = typed ?? own;
  const area = useEarlyText<HTMLTextAreaElement>(id, text, type);
  const isChanged = typed !== null && typed !== own;
  const draft = `edit contract ${environment}`;
  const [isOpen, setOpen] = useDrafted(draft);
  const [opening, setOpening] = useState(0);
  const { queryKey, queryFn } = contractPreviewQuery(environment, { text });
  const preview = useQuery({
    queryKey: [...queryKey, opening],
    queryFn,
    enabled: isOpen && isChanged,
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
  const isChecking = isOpen && preview.isFetching;
  const [refused, setRefused] = useState<Fault | null>(null);
  const fault = refused ?? (isOpen && !preview.isFetching ? faultOf(preview.error) : null);
  const problem = useFocusOn<HTMLDivElement>(fault);
  const wrong = wrongLines(fault?.fields);
  const base = versionIn(text);
  const isOld = isChanged && base !== null && base < view.version;
  const check = () => {
    setRefused(null);
    setOpening(opening + 1);
    setOpen(true);
  };
  const showLine = (line: number) => {
    const [from, to] = rangeOfLine(text, line);
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  };
  const changed = () => void client.invalidateQueries({ queryKey: ['indexes'] });
  const lines = text.split('\n');
  return (
    <>
      {isOld && (
        <div className="mt-3">
          <Note
            tone="warn"
            role="status"
            title={
              `Version ${view.version} was saved since version ${base}, ` +
              'from which this text was made'
            }
            actions={
              <>
                <Button small onClick={() => type(madeFrom(text, view.version))}>
                  Make mine from version {view.version}
                </Button>
                <Button small onClick={() => type(null)}>
                  Drop mine
                </Button>
              </>
            }
          >
            <p>
              What you typed is kept. What that version changed is listed below: bring it in before
              you save yours in its place.
            </p>
          </Note>
        </div>
      )}
      <label htmlFor={id} className="mt-3 mb-1 block text-dense font-bold">
        Contract
      </label>
      <p id={`${id}-hint`} className="mb-1 max-w-prose text-meta text-muted">
        YAML or JSON: each alias with the family that it follows ({view.families.join(', ')}) and,
        where it has one, its filter as a query in JSON. Comments are not kept.
      </p>
      <div className="flex items-stretch rounded-[4px] border border-control bg-raised">
        <pre
          aria-hidden="true"
          className={clsx(
            'm-0 flex-none border-r border-rule px-2 py-1.5 text-right font-mono text-meta/5',
            'text-muted select-none',
          )}
        >
          {lines.map((_, at) => (
            <span
              key={at}
              className={
                wrong.some(({ line }) => line === at + 1)
                  ? 'block bg-bad-bg font-bold text-bad-fg'
                  : 'block'
              }
            >
              {at + 1}
            </span>
          ))}
        </pre>
        <textarea
          ref={area}
          id={id}
          rows={lines.length}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          readOnly={notAllowed !== null}
          value={text}
          onChange={({ target }) => type(target.value)}
          aria-invalid={wrong.length > 0}
          aria-describedby={wrong.length > 0 ? `${id}-hint ${id}-wrong` : `${id}-hint`}
          className={clsx(
            'block w-full min-w-0 resize-none overflow-x-auto bg-transparent px-2.5 py-1.5',
            'font-mono text-meta/5 text-ink',
          )}
        />
      </div>
      {fault !== null && (
        <div ref={problem} tabIndex={-1} className="mt-3">
          <Note
            tone="bad"
            role="alert"
            title="Nothing was changed"
            actions={isSignedOut(fault) && <SignInLink />}
          >
            {wrong.length === 0 ? (
              <p>{sentences(fault.says, 'What you typed is kept')}</p>
            ) : (
              <ul id={`${id}-wrong`}>
                {wrong.map(({ line, says }) => (
                  <li key={line}>
                    <button
                      type="button"
                      className="min-h-6 text-left underline"
                      onClick={() => showLine(line)}
                    >
                      Line {line}
                    </button>
                    : {says}
                  </li>
                ))}
              </ul>
            )}
          </Note>
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          disabled={notAllowed !== null || !isChanged}
          aria-disabled={isChecking}
          onClick={() => {
            if (!isChecking) check();
          }}
        >
          {isChecking ? 'Checking…' : 'Check and save…'}
        </Button>
        {isChanged && <Button onClick={() => type(null)}>Drop my changes</Button>}
        <span className="text-meta text-muted">
          {notAllowed ?? (isChanged ? 'Saving moves no alias.' : 'Nothing is changed yet.')}
        </span>
      </div>
      {isOpen && isChanged && preview.data !== undefined && refused === null && (
        <EditDialog
          key={opening}
          preview={preview.data}
          text={text}
          draft={draft}
          environment={{ name: environment, isProduction }}
          activeRun={activeRun}
          edit={edit}
          onClose={() => setOpen(false)}
          onConflict={(conflict) => {
            setRefused(conflict);
            changed();
          }}
          onSaved={() => {
            type(null);
            changed();
          }}
          onNotKnown={changed}
        />
      )}
    </>
  );
}

interface EditDialogProps extends Pick<ChangingContract, 'activeRun' | 'edit'> {
  readonly preview: ContractPreview;
  readonly text: string;
  readonly draft: string;
  readonly environment: { readonly name: string; readonly isProduction: boolean };
  readonly onClose: () => void;
  readonly onConflict: (fault: Fault) => void;
  readonly onSaved: () => void;
  readonly onNotKnown: () => void;
}

function EditDialog({
  preview,
  text,
  environment,
  activeRun,
  edit,
  onConflict,
  onSaved,
  ...rest
}: EditDialogProps) {
  return (
    <ConfirmDialog
      {...rest}
      isOpen
      title={`Save version ${preview.version + 1} of the contract?`}
      environment={environment}
      schema={EditContract}
      run={edit}
      given={{ environment: environment.name, text, version: preview.version }}
      consequences={() => ({
        effect: <ContractDiff preview={preview} />,
        alsoActive: alsoActiveWords(activeRun),
      })}
      words={() => ({
        submit: 'Save the contract',
        busy: 'Saving…',
        dismiss: 'Not now',
        failed: 'Nothing was changed',
        notKnown: 'It is not known whether the contract was saved',
        meaning: 'Users are not affected.',
      })}
      result={({ version }) => ({ title: `Version ${version} is in force`, body: notMoved })}
      onDone={onSaved}
      onConflict={({ fault }) => onConflict(fault)}
    />
  );
}
