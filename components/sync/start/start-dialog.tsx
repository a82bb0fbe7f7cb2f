'use client';

import { StartRun, startRunFields, type Run, type StartReadiness } from '#lib/sync/client.ts';
import type { ActionResult, Refusal } from '#lib/kernel/result.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { startConsequences } from './start-consequences.tsx';

interface StartDialogProps {
  readonly readiness: StartReadiness;
  /** What it holds at first, when a run is started again. */
  readonly again?: Pick<StartRun, 'pipeline' | 'dry'> | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: (run: Run) => void;
  /** Something else runs: shown on the page, since it stays true after the dialog is gone. */
  readonly onConflict: (refusal: Refusal) => void;
  readonly onNotKnown: () => void;
  readonly start: (input: StartRun) => Promise<ActionResult<Run>>;
}

export const startDraft = (environment: string | undefined): string => `start ${environment ?? ''}`;

/** Says what a sync will do before it does it. */
export function StartDialog({ readiness, again, start, ...rest }: StartDialogProps) {
  const { environment: name, isProduction, pipelines } = readiness;
  return (
    <ConfirmDialog
      {...rest}
      draft={startDraft(name)}
      title={`Start a sync in ${name}?`}
      environment={{ name, isProduction }}
      schema={StartRun}
      run={start}
      given={{
        environment: name,
        pipeline: pipelines[0]?.name ?? '',
        dry: false,
        ...again,
      }}
      fields={startRunFields(readiness)}
      reasonHint="Kept with the run and in the audit log"
      consequences={(input) => startConsequences(readiness, input)}
      words={(input) => ({
        submit: input?.dry === true ? 'Start a dry run' : 'Start sync',
        busy: 'Starting…',
        dismiss: 'Not now',
        failed: 'Nothing was started',
        notKnown: 'It is not known whether the sync started',
        meaning: readiness.isObserved
          ? 'The list of runs says whether it did. The service is never called twice.'
          : 'Users’ pages are not affected.',
      })}
      result={({ number }) => ({
        title: `Run ${number} is queued`,
        body: 'Recorded with your name in the audit log.',
      })}
    />
  );
}
