'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useId, useState } from 'react';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { useFocusOn } from '#components/ui/feedback/use-focus-on.ts';
import { Button } from '#components/ui/form/button.tsx';
import { TextField } from '#components/ui/form/field.tsx';
import { describedBy, Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import { Section } from '#components/ui/page/section.tsx';
import {
  ApplyImport,
  importPreviewQuery,
  sendImport,
  type ImportOutcome,
  type ImportPreview,
} from '#lib/inventory/client.ts';
import { isNameTyped } from '#lib/kernel/confirmation.ts';
import { FaultError, hasNoAnswer, notReached, type Fault } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { itemHref } from '../words.ts';
import { FileField, type ChosenFile } from './file-field.tsx';
import { ImportPreviewView, type ImportChoices } from './import-preview.tsx';

const noChoices: ImportChoices = { isRemoving: false, renames: {} };
const meaning = 'The inventory is as it was.';

const faultOf = (error: Error): Fault => (error instanceof FaultError ? error.fault : notReached);

const countWords = ({ added, changed, renamed, removed }: ImportOutcome['counts']): string =>
  listWords(
    Object.entries({ added, changed, renamed, removed }).flatMap(([what, number]) =>
      number === 0 ? [] : [`${count(number)} ${what}`],
    ),
    'and',
  );

/** Chooses a file, shows what it would change, and does exactly that. */
export function ImportForm({ notAllowed }: { readonly notAllowed: string | null }) {
  const [chosen, setChosen] = useState<{
    readonly file: ChosenFile;
    readonly number: number;
  } | null>(null);
  const [choices, setChoices] = useState(noChoices);
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const preview = useQuery({
    ...importPreviewQuery(chosen?.number ?? 0, chosen && { ...chosen.file, ...choices }),
    enabled: chosen !== null,
    // What was chosen changes the preview of this file, and not that of another.
    placeholderData: (before, query) =>
      query?.queryKey[1] === chosen?.number ? before : undefined,
  });
  if (notAllowed !== null) return <p className="mt-2 text-dense">{notAllowed}</p>;
  const begin = (file: ChosenFile | null) => {
    setChosen(file && { file, number: Date.now() });
    setChoices(noChoices);
    if (file !== null) setOutcome(null);
  };
  return (
    <>
      {outcome === null ? (
        <FileField onFile={begin} />
      ) : (
        <Done outcome={outcome} onAgain={() => setOutcome(null)} />
      )}
      {chosen !== null && (
        <>
          {preview.data === undefined && preview.error === null && (
            <SkeletonRows label="preview" rows={6} />
          )}
          {preview.error !== null && (
            <FaultNote
              title="The file could not be previewed"
              fault={faultOf(preview.error)}
              meaning={meaning}
              onRetry={() => void preview.refetch()}
            />
          )}
          {preview.data !== undefined && preview.error === null && (
            <>
              <ImportPreviewView
                preview={preview.data}
                choices={choices}
                onChoices={setChoices}
                isStale={preview.isPlaceholderData}
              />
              <Apply
                preview={preview.data}
                input={{ ...chosen.file, ...choices }}
                isWaiting={preview.isFetching}
                onDone={(done) => {
                  setOutcome(done);
                  setChosen(null);
                }}
                onStale={() => void preview.refetch()}
              />
            </>
          )}
        </>
      )}
    </>
  );
}

interface ApplyProps {
  readonly preview: ImportPreview;
  readonly input: ChosenFile & ImportChoices;
  readonly isWaiting: boolean;
  readonly onDone: (outcome: ImportOutcome) => void;
  readonly onStale: () => void;
}

function Apply({ preview, input, isWaiting, onDone, onStale }: ApplyProps) {
  const id = useId();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [isTried, setTried] = useState(false);
  const sending = useMutation({
    mutationFn: sendImport,
    onSuccess: (outcome) => {
      void client.invalidateQueries({ queryKey: ['inventory'] });
      onDone(outcome);
    },
  });
  const fault = sending.error === null ? null : faultOf(sending.error);
  const isLost = fault !== null && hasNoAnswer(fault);
  const problem = useFocusOn<HTMLDivElement>(fault);
  const { items, sources, complaints, obstacles, seen, fingerprint, namesToType } = preview;
  const changes = items.length + sources.length;
  if (complaints.length > 0 || changes === 0) return null;
  const hint = 'Kept in the history of each thing and in the audit log.';
  const send = () => {
    if (sending.isPending || isWaiting) return;
    const read = ApplyImport.shape.reason.safeParse(reason);
    setError(read.error?.issues[0]?.message);
    setTried(true);
    const { format, text, isRemoving, renames } = input;
    const typedNames = namesToType.filter((name) => isNameTyped(name, typed[name]));
    if (read.success && typedNames.length === namesToType.length)
      sending.mutate({
        format,
        text,
        isRemoving,
        renames,
        reason: read.data,
        seen,
        fingerprint,
        typedNames,
      });
  };
  return (
    <Section title="Confirm">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Frame id={id} label="Reason" hint={hint} error={error}>
          <textarea
            id={id}
            rows={2}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            aria-describedby={describedBy(id, { hint, error })}
            aria-invalid={error !== undefined}
            className={`${inputClass} max-w-xl py-1.5 text-dense`}
          />
        </Frame>
        {namesToType.map((name) => (
          <TextField
            key={name}
            id={`${id}-${name}`}
            label={`Type ${name} to confirm`}
            hint="It is production, and something of it goes"
            error={isTried && !isNameTyped(name, typed[name]) ? `Type ${name}.` : undefined}
            autoComplete="off"
            value={typed[name] ?? ''}
            onTyped={(text) => setTyped({ ...typed, [name]: text })}
          />
        ))}
        {fault !== null && (
          <div ref={problem} tabIndex={-1}>
            <FaultNote
              title={isLost ? 'It is not known whether it was imported' : 'Nothing was imported'}
              fault={fault}
              meaning={isLost ? 'Look again at what would change: that is what is left' : meaning}
              {...((isLost || fault.kind === 'conflict') && {
                onRetry: () => {
                  sending.reset();
                  onStale();
                },
              })}
            />
          </div>
        )}
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            variant="primary"
            disabled={obstacles.length > 0}
            aria-disabled={sending.isPending || isWaiting}
          >
            {sending.isPending ? 'Importing…' : `Import ${countOf(changes, 'change')}`}
          </Button>
          <span className="text-meta text-muted">All of it is done, or nothing.</span>
        </div>
      </form>
    </Section>
  );
}

const shownKeys = 10;

function Done({
  outcome,
  onAgain,
}: {
  readonly outcome: ImportOutcome;
  readonly onAgain: () => void;
}) {
  const { counts, sources, keys, estates } = outcome;
  const all = counts.added + counts.changed + counts.renamed + counts.removed;
  return (
    <div className="mt-3">
      <Note
        tone="ok"
        role="status"
        title={all === 0 ? 'Imported' : `Imported: ${countWords(counts)}`}
        actions={<Button onClick={onAgain}>Import another file</Button>}
      >
        {sources > 0 && <p>{countOf(sources, 'source')} with it.</p>}
        <p className="wrap-anywhere">
          Who changed what and why is in the history of each:{' '}
          {keys.slice(0, shownKeys).map((key, at) => (
            <span key={key}>
              {at > 0 && ', '}
              <Link href={itemHref(key)}>{key}</Link>
            </span>
          ))}
          {all > shownKeys && `, and ${count(all - shownKeys)} more`}.
        </p>
        <p>
          Estates:{' '}
          {estates.map((estate, at) => (
            <span key={estate}>
              {at > 0 && ', '}
              <Link href={`/inventory?estate=${estate}`}>{estate}</Link>
            </span>
          ))}
        </p>
      </Note>
    </div>
  );
}
