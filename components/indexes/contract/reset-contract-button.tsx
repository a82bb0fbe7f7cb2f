'use client';

import { useQueryClient } from '@tanstack/react-query';
import {
  contractPreviewQuery,
  ResetContract,
  type ContractOutcome,
  type EditContract,
} from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { PreviewButton } from '../preview-button.tsx';
import { ContractDiff } from './contract-diff.tsx';

export interface ChangingContract {
  readonly environment: string;
  readonly isProduction: boolean;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  /** The run that goes on meanwhile, in words; null: none. */
  readonly activeRun: string | null;
  readonly edit: (input: EditContract) => Promise<ActionResult<ContractOutcome>>;
  readonly reset: (input: ResetContract) => Promise<ActionResult<ContractOutcome>>;
}

/** Who else acts, of a change that moves no alias. */
export const alsoActiveWords = (activeRun: string | null): string =>
  activeRun === null
    ? 'Nobody: no sync runs.'
    : `${activeRun}: it goes by this contract if it has not begun to swap.`;

export const notMoved = 'No alias has moved. Recorded with your name in the audit log.';

/** Back to what the pipeline plans by itself. */
export function ResetContractButton({
  changing: { environment, isProduction, notAllowed, activeRun, reset },
  version,
}: {
  readonly changing: ChangingContract;
  readonly version: number;
}) {
  const client = useQueryClient();
  const changed = () => void client.invalidateQueries({ queryKey: ['indexes'] });
  const draft = `reset contract ${environment}`;
  return (
    <PreviewButton
      draft={draft}
      query={contractPreviewQuery(environment, { text: null, version })}
      notAllowed={notAllowed}
      isSmall
      dialog={(preview, onClose) => (
        <ConfirmDialog
          isOpen
          onClose={onClose}
          draft={draft}
          title="Use the pipeline’s own contract?"
          environment={{ name: environment, isProduction }}
          schema={ResetContract}
          run={reset}
          given={{ environment, version: preview.version }}
          consequences={() => ({
            effect: <ContractDiff preview={preview} />,
            alsoActive: alsoActiveWords(activeRun),
          })}
          words={() => ({
            submit: 'Use the pipeline’s own',
            busy: 'Saving…',
            dismiss: 'Not now',
            failed: 'Nothing was changed',
            notKnown: 'It is not known whether the contract was changed',
            meaning: 'Users are not affected.',
          })}
          result={({ version: saved }) => ({
            title: `Version ${saved} is the pipeline’s own contract`,
            body: notMoved,
          })}
          onDone={changed}
          onNotKnown={changed}
        />
      )}
    >
      Use the pipeline’s own…
    </PreviewButton>
  );
}
