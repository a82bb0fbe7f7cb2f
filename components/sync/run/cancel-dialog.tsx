'use client';

import { useState, useTransition } from 'react';
import type { Run } from '#lib/sync/client.ts';
import type { ActionResult, Refusal } from '#components/ui/action-result.ts';
import { Button } from '#components/ui/form/button.tsx';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { TextArea, TextField } from '#components/ui/form/field.tsx';
import { useToast } from '#components/ui/feedback/toast.tsx';

export type CancelRun = (input: {
  readonly run: string;
  readonly reason: string;
}) => Promise<ActionResult<Run>>;

interface CancelDialogProps {
  readonly run: Run;
  readonly isProduction: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCancelled: () => void;
  readonly cancel: CancelRun;
}

export function CancelDialog({
  run,
  isProduction,
  isOpen,
  onClose,
  onCancelled,
  cancel,
}: CancelDialogProps) {
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [typedName, setTypedName] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, startTransition] = useTransition();
  const missing = !isProduction
    ? null
    : reason.trim() === ''
      ? 'Give a reason first.'
      : typedName !== run.environment
        ? `Type ${run.environment} first.`
        : null;
  const submit = () =>
    startTransition(async () => {
      const answer = await cancel({ run: run.run, reason, ...(isProduction ? { typedName } : {}) });
      if (!answer.ok) {
        setRefusal(answer);
        return;
      }
      toast({
        tone: 'ok',
        title: `Run ${run.number} is being cancelled`,
        body: 'Users keep what they read now. The attempt is in the audit log.',
      });
      onCancelled();
      onClose();
    });
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Cancel run ${run.number}?`}
      footer={
        <>
          <Button look="danger" disabled={missing !== null || isBusy} onClick={submit}>
            {isBusy ? 'Cancelling…' : `Cancel run ${run.number}`}
          </Button>
          <Button onClick={onClose}>Keep it running</Button>
          {missing !== null && <span className="text-meta text-muted">{missing}</span>}
        </>
      }
    >
      <p>
        The run stops before the swap and its half-built generation is dropped. Users keep the
        generation they read now: nothing changes for them.
      </p>
      <p className="mt-2">A cancelled run cannot be resumed. A new one begins from the start.</p>
      <TextArea
        label={isProduction ? 'Reason' : 'Reason (optional)'}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      {isProduction && (
        <TextField
          label={`Type ${run.environment} to confirm`}
          value={typedName}
          autoComplete="off"
          onChange={(event) => setTypedName(event.target.value)}
        />
      )}
      {refusal !== null && (
        <FaultNote
          title="The run was not cancelled"
          fault={refusal.fault}
          id={refusal.id}
          meaning="It goes on as before."
        />
      )}
    </Dialog>
  );
}
