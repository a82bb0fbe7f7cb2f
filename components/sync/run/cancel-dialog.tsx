'use client';

import { CancelRun, isObserved, type Run } from '#lib/sync/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { Time } from '#components/ui/time/time.tsx';

export interface CancelDialogProps {
  readonly run: Run;
  readonly isProduction: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** It is as answered, or nobody knows (null): the run is to be read again. */
  readonly onChanged: (run: Run | null) => void;
  readonly cancel: (input: CancelRun) => Promise<ActionResult<Run>>;
}

export const cancelDraft = (run: string): string => `cancel ${run}`;

/** The Integration service has been called, or may be just now: only the watching can end. */
export const isWatched = (run: Run): boolean => isObserved(run) && run.state !== 'queued';

/** Where the aliases may be moving, whether users keep what they read is found out first. */
export function whatCancelDoes(run: Run): string {
  if (isWatched(run))
    return 'The Integration service cannot be told to stop: only the watching ends.';
  return run.state === 'swapping'
    ? 'The aliases may be moving just now. Where they have moved, the run ends as settled.'
    : 'Cancelling drops what is being built. Users keep what they read now.';
}

function whatFollows(run: Run): string {
  if (isWatched(run)) return 'The Integration service goes on.';
  return run.state === 'swapping'
    ? 'Its page says what users read once that is known.'
    : 'Users keep what they read now.';
}

export function CancelDialog({ run, isProduction, cancel, onChanged, ...rest }: CancelDialogProps) {
  const watches = isWatched(run);
  return (
    <ConfirmDialog
      {...rest}
      draft={cancelDraft(run.run)}
      title={watches ? `Stop watching run ${run.number}?` : `Cancel run ${run.number}?`}
      environment={{ name: run.environment, isProduction }}
      schema={CancelRun}
      run={cancel}
      given={{ run: run.run }}
      isDangerous
      consequences={() => ({
        effect: watches ? (
          <p>
            The Integration service cannot be told to stop: its sync goes on, and nobody sees its
            end. Start no other before it has ended: two of them spoil the index.
          </p>
        ) : (
          <>
            {run.state === 'swapping' ? (
              <p>
                {whatCancelDoes(run)} Where they have not, what was built is dropped and users keep
                the generation they read now.
              </p>
            ) : (
              <p>
                The run stops before the swap and its half-built generation is dropped. Users keep
                the generation they read now: nothing changes for them.
              </p>
            )}
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
        submit: watches ? 'Stop watching' : `Cancel run ${run.number}`,
        busy: watches ? 'Ending…' : 'Cancelling…',
        dismiss: watches ? 'Keep watching' : 'Keep it running',
        failed: watches ? 'It is watched as before' : 'The run was not cancelled',
        notKnown: watches
          ? 'It is not known whether the watching ends'
          : 'It is not known whether the run is being cancelled',
        meaning: 'It goes on as before.',
      })}
      result={({ number }) => ({
        title: watches ? `Run ${number} is no longer watched` : `Run ${number} is being cancelled`,
        body: `${whatFollows(run)} The attempt is in the audit log.`,
      })}
      onDone={onChanged}
      onNotKnown={() => onChanged(null)}
    />
  );
}
