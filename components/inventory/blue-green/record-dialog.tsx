'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import {
  otherVersions,
  RecordFound,
  RecordTransition,
  transitions,
  type Answer,
  type RunbookEnvironment,
  type SharedState,
  type Wanted,
} from '#lib/inventory/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { outcomeWords } from './words.ts';

interface Recorded {
  readonly version: number;
}

export interface Recording {
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly transition: (input: RecordTransition) => Promise<ActionResult<Recorded>>;
  readonly found: (input: RecordFound) => Promise<ActionResult<Recorded>>;
}

const alsoActive = 'The console does nothing there. Who else acts is in the steps below.';
const words = () => ({
  submit: 'Record it',
  busy: 'Recording…',
  dismiss: 'Not now',
  failed: 'Nothing was recorded',
  notKnown: 'It is not known whether it was recorded',
  meaning: 'No environment is affected.',
});

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['inventory', 'blue-green'] });
}

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The newest step that the page shows. */
  readonly seen: number;
  readonly environment: RunbookEnvironment;
  readonly recording: Recording;
}

/** That a transition was begun, done or failed. */
export function RecordDialog({
  isOpen,
  onClose,
  seen,
  environment,
  recording,
  wanted,
  answer,
  command,
}: DialogProps & {
  readonly wanted: Wanted;
  readonly answer: Answer;
  readonly command: string | null;
}) {
  const refresh = useRefresh();
  const { title } = transitions[wanted.transition];
  const [first = 'done'] = answer.outcomes;
  const needsLook = answer.checks.some(({ holds }) => holds === 'ask');
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      draft={`record ${wanted.transition} ${wanted.environment}`}
      title={`Record “${title}” of ${environment.name}?`}
      environment={environment}
      schema={RecordTransition}
      run={recording.transition}
      given={{ ...wanted, seen, outcome: first, confirmed: false }}
      wantsReason
      fields={{
        outcome: {
          control: 'choice',
          label: 'What became of it',
          options: answer.outcomes.map((value) => ({ value, label: outcomeWords[value] })),
        },
        ...(needsLook && {
          confirmed: {
            control: 'tick',
            label: 'I have checked what the console cannot see',
            hint: answer.checks
              .filter(({ holds }) => holds === 'ask')
              .map(({ says }) => says)
              .join(' '),
          },
        }),
      }}
      consequences={() => ({
        effect: (
          <p>
            It is written down that you did this
            {command === null ? '' : ' with the command below'}, and what follows from it.
          </p>
        ),
        alsoActive,
        ...(command !== null && {
          more: [{ term: 'Command', value: <code className="wrap-anywhere">{command}</code> }],
        }),
      })}
      words={words}
      result={() => ({
        title: `${title} of ${environment.name} recorded`,
        body: 'With your name and your reason.',
      })}
      onDone={refresh}
      onNotKnown={refresh}
    />
  );
}

/** What a person has seen there. */
export function FoundDialog({
  isOpen,
  onClose,
  seen,
  environment,
  recording,
  shared,
}: DialogProps & { readonly shared: SharedState | undefined }) {
  const refresh = useRefresh();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      draft={`found ${environment.name}`}
      title={`Record what is there of ${environment.name}?`}
      environment={environment}
      schema={RecordFound}
      run={recording.found}
      given={{
        environment: environment.name,
        seen,
        link: shared?.link === 'unlinked' || shared?.link === 'absent' ? shared.link : 'linked',
        current: shared?.current ?? '',
        previous: shared?.previous ?? '',
        others: shared === undefined ? '' : otherVersions(shared).join(' '),
      }}
      wantsReason
      fields={{
        link: {
          control: 'choice',
          label: 'State',
          options: [
            { value: 'linked', label: 'Linked' },
            { value: 'unlinked', label: 'Unlinked, paused' },
            { value: 'absent', label: 'Absent: no shared resources' },
          ],
        },
        current: {
          control: 'text',
          label: 'Current version',
          hint: 'The output connected_blue_green_environment; while unlinked the one before.',
          autoComplete: 'off',
        },
        previous: {
          control: 'text',
          label: 'Previous version',
          hint: 'The output previous_blue_green_environment; left out it is NA.',
          autoComplete: 'off',
        },
        others: {
          control: 'text',
          label: 'Other versions that are deployed',
          hint: 'With blanks between them.',
          autoComplete: 'off',
        },
      }}
      consequences={() => ({
        effect: (
          <p>
            What was recorded of {environment.name} is replaced by what you have seen. The old steps
            stay.
          </p>
        ),
        alsoActive,
      })}
      words={words}
      result={() => ({
        title: `What is there of ${environment.name} is recorded`,
        body: 'With your name and your reason.',
      })}
      onDone={refresh}
      onNotKnown={refresh}
    />
  );
}
