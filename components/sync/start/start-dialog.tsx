'use client';

import { useState, useTransition } from 'react';
import type { Run, StartReadiness } from '#lib/sync/client.ts';
import type { ActionResult, Refusal } from '#components/ui/action-result.ts';
import { Button } from '#components/ui/form/button.tsx';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { TextArea, TextField } from '#components/ui/form/field.tsx';
import { StartEffect } from './start-effect.tsx';

export interface StartInput {
  readonly environment: string;
  readonly pipeline: string;
  readonly reason: string;
  readonly dry: boolean;
  readonly idempotencyKey: string;
  readonly typedName?: string;
}
export type StartRun = (input: StartInput) => Promise<ActionResult<Run>>;

interface StartDialogProps {
  readonly readiness: StartReadiness;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onStarted: (run: Run) => void;
  /** Something else runs: shown on the page, since it stays true after the dialog is gone. */
  readonly onRefused: (refusal: Refusal) => void;
  readonly start: StartRun;
}

/**
 * Says what a sync will do before it does it. The form lives as long as the dialog is open, and so
 * does its key.
 */
export function StartDialog({ isOpen, onClose, ...rest }: StartDialogProps) {
  return isOpen ? <OpenStartDialog onClose={onClose} {...rest} /> : null;
}

function OpenStartDialog({
  readiness,
  onClose,
  onStarted,
  onRefused,
  start,
}: Omit<StartDialogProps, 'isOpen'>) {
  const { environment, isProduction, pipelines } = readiness;
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [pipeline, setPipeline] = useState(pipelines[0]?.name ?? '');
  const [reason, setReason] = useState('');
  const [typedName, setTypedName] = useState('');
  const [dry, setDry] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, startTransition] = useTransition();
  const missing = !isProduction
    ? null
    : reason.trim() === ''
      ? 'Give a reason first.'
      : typedName !== environment
        ? `Type ${environment} first.`
        : null;
  const submit = () =>
    startTransition(async () => {
      const answer = await start({
        environment,
        pipeline,
        reason,
        dry,
        idempotencyKey,
        ...(isProduction ? { typedName } : {}),
      });
      if (answer.ok) onStarted(answer.value);
      else if (answer.fault.kind === 'conflict') onRefused(answer);
      else setRefusal(answer);
    });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Start a sync in ${environment}?`}
      footer={
        <>
          <Button look="primary" disabled={missing !== null || isBusy} onClick={submit}>
            {isBusy ? 'Starting…' : dry ? 'Start a dry run' : 'Start sync'}
          </Button>
          <Button onClick={onClose}>Not now</Button>
          {missing !== null && <span className="text-meta text-muted">{missing}</span>}
        </>
      }
    >
      <StartEffect readiness={readiness} pipeline={pipeline} dry={dry} />
      {pipelines.length > 1 && (
        <fieldset className="mt-3.5">
          <legend className="mb-1 text-dense font-bold">Pipeline</legend>
          {pipelines.map(({ name, version, title }) => (
            <label key={name} className="flex min-h-6 items-center gap-2 text-dense">
              <input
                type="radio"
                name="pipeline"
                className="size-4.5 flex-none"
                checked={name === pipeline}
                onChange={() => setPipeline(name)}
              />
              {title} (version {version})
            </label>
          ))}
        </fieldset>
      )}
      <TextArea
        label={isProduction ? 'Reason' : 'Reason (optional)'}
        hint="Kept with the run and in the audit log"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <label className="mt-3.5 flex min-h-6 items-center gap-2 text-dense">
        <input
          type="checkbox"
          className="size-4.5 flex-none"
          checked={dry}
          onChange={(event) => setDry(event.target.checked)}
        />
        Dry run: build and check everything, then stop before the swap
      </label>
      {isProduction && (
        <TextField
          label={`Type ${environment} to confirm`}
          value={typedName}
          autoComplete="off"
          onChange={(event) => setTypedName(event.target.value)}
        />
      )}
      {refusal !== null && (
        <FaultNote
          title="Nothing was started"
          fault={refusal.fault}
          id={refusal.id}
          meaning="Users’ pages are not affected."
        />
      )}
    </Dialog>
  );
}
