'use client';

import { CancelRun, type Run } from '#lib/sync/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { Time } from '#components/ui/time/time.tsx';

export interface CancelDialogProps {
  readonly run: Run;
  readonly isProduction: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** It was cancelled, or nobody knows: the run is to be read again. */
  readonly onChanged: () => void;
  readonly cancel: (input: CancelRun) => Promise<ActionResult<Run>>;
}

export const cancelDraft = (run: string): string => `cancel ${run}`;

export function CancelDialog({ run, isProduction, cancel, onChanged, ...rest }: CancelDialogProps) {
  return (
    <ConfirmDialog
      {...rest}
      draft={cancelDraft(run.run)}
      title={`Cancel run ${run.number}?`}
      environment={{ name: run.environment, isProduction }}
      schema={CancelRun}
      run={cancel}
      given={{ run: run.run }}
      isDangerous
      consequences={() => ({
        effect: (
          <>
            <p>
              The run stops before the swap and its half-built generation is dropped. Users keep the
              generation they read now: nothing changes for them.
            </p>
            <p className="mt-2">
              A cancelled run cannot be resumed. A new one begins from the start.
            </p>
          </>
        ),
        alsoActive: (
          <>
            {run.startedBy} started this run <Time at={run.startedAt ?? run.queuedAt} as="near" /> (
            <Time at={run.startedAt ?? run.queuedAt} as="past" />
            ).
          </>
        ),
      })}
      words={() => ({
        submit: `Cancel run ${run.number}`,
        busy: 'Cancelling…',
        dismiss: 'Keep it running',
        failed: 'The run was not cancelled',
        notKnown: 'It is not known whether the run is being cancelled',
        meaning: 'It goes on as before.',
      })}
      result={({ number }) => ({
        title: `Run ${number} is being cancelled`,
        body: 'Users keep what they read now. The attempt is in the audit log.',
      })}
      onDone={onChanged}
      onNotKnown={onChanged}
    />
  );
}
