'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Redo2, Undo2 } from 'lucide-react';
import {
  isMoveOn,
  RollBack,
  rollBackPreviewQuery,
  type RollBackOutcome,
  type RollBackPreview,
} from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { MovesDiff, RequestText } from './moves-diff.tsx';
import { PreviewButton } from './preview-button.tsx';

export interface RollingBack {
  readonly environment: string;
  readonly isProduction: boolean;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly activeRun: string | null;
  readonly rollBack: (input: RollBack) => Promise<ActionResult<RollBackOutcome>>;
}

interface RollBackButtonProps {
  readonly rolling: RollingBack;
  /** The run, or the index, that readers go back to. */
  readonly to: string;
  /** As people call it: `generation 2`. */
  readonly name: string;
  /** It is newer than what users have. */
  readonly isOn: boolean;
  readonly isSmall?: boolean;
}

const draftOf = (environment: string, to: string): string => `roll back ${environment} ${to}`;

export function RollBackButton({ rolling, to, name, isOn, isSmall = false }: RollBackButtonProps) {
  const { environment, notAllowed } = rolling;
  return (
    <PreviewButton
      draft={draftOf(environment, to)}
      query={rollBackPreviewQuery(environment, to)}
      notAllowed={notAllowed}
      isSmall={isSmall}
      dialog={(preview, onClose) => (
        <RollBackDialog rolling={rolling} name={name} preview={preview} onClose={onClose} />
      )}
    >
      {isOn ? <Redo2 className="size-4" /> : <Undo2 className="size-4" />}
      {`${isOn ? 'Move users' : 'Roll back'} to ${name}…`}
    </PreviewButton>
  );
}

interface RollBackDialogProps extends Pick<RollBackButtonProps, 'rolling' | 'name'> {
  readonly preview: RollBackPreview;
  readonly onClose: () => void;
}

function RollBackDialog({ rolling, name, preview, onClose }: RollBackDialogProps) {
  const { environment, isProduction, activeRun, rollBack } = rolling;
  const { to, moves, loss, notes, request, key } = preview;
  // What users have may have changed since the button was drawn.
  const isOn = moves.every(({ before, after }) => isMoveOn(before.targets, after.target));
  const client = useQueryClient();
  const changed = () => void client.invalidateQueries();
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      draft={draftOf(environment, to)}
      title={isOn ? `Move users to ${name}?` : `Roll readers back to ${name}?`}
      environment={{ name: environment, isProduction }}
      schema={RollBack}
      run={rollBack}
      given={{ environment, to, preview: key }}
      isDangerous
      consequences={() => ({
        effect: (
          <>
            <p>
              All {countOf(moves.length, 'alias', 'aliases')} move in one request, with the filters
              that they had there. Nobody gets an error or an empty page while they move. What users
              read now is kept, and they can be moved to it again.
            </p>
            <Counts moves={moves} />
          </>
        ),
        alsoActive:
          activeRun === null
            ? 'Nobody: no sync runs.'
            : `${activeRun} goes on, and moves readers to what it builds when it is done.`,
        likelyToTake: 'Under a second.',
        more: [
          { term: 'What is lost', value: lossWords(loss) },
          ...(notes.length === 0
            ? []
            : [{ term: 'Also', value: <p className="wrap-anywhere">{notes.join(' ')}</p> }]),
          {
            term: 'What changes',
            value: (
              <details>
                <summary className="min-h-6 cursor-pointer">Every alias, and the request</summary>
                <MovesDiff moves={moves} />
                <RequestText text={request} />
              </details>
            ),
          },
        ],
      })}
      words={() => ({
        submit: isOn ? `Move users to ${name}` : `Roll back to ${name}`,
        busy: isOn ? 'Moving…' : 'Rolling back…',
        dismiss: 'Not now',
        failed: 'Readers were not moved',
        notKnown: 'It is not known whether readers were moved',
        meaning: 'Users read what they read before.',
      })}
      result={({ warnings }) => ({
        title: isOn ? `Users read ${name}` : `Users read ${name} again`,
        body:
          warnings.length > 0 ? warnings.join(' ') : 'Recorded with your name in the audit log.',
      })}
      onDone={changed}
      onNotKnown={changed}
    />
  );
}

function lossWords(loss: RollBackPreview['loss']): string {
  if (loss === null)
    return 'Not known: what was written since users came to what they read now is not counted.';
  if (loss.changed + loss.removed === 0)
    return 'Nothing was written since users came to what they read now.';
  const parts = [
    loss.changed > 0 && `${countOf(loss.changed, 'document')} written`,
    loss.removed > 0 && `${countOf(loss.removed, 'document')} removed`,
  ].filter((part) => part !== false);
  return `${parts.join(' and ')} since users came to what they read now: users will not see it.`;
}

function Counts({ moves }: Pick<RollBackPreview, 'moves'>) {
  const words = (documents: number | null) => (documents === null ? 'not known' : count(documents));
  return (
    <table className="mt-3 w-full text-dense">
      <caption className="sr-only">Documents that users get through each alias</caption>
      <thead>
        <tr className="text-left text-meta text-muted">
          <th scope="col" className="font-normal">
            Alias
          </th>
          <th scope="col" className="text-right font-normal">
            Now
          </th>
          <th scope="col" className="text-right font-normal">
            Then
          </th>
        </tr>
      </thead>
      <tbody>
        {moves.map(({ alias, before, after }) => (
          <tr key={alias} className="border-t border-rule">
            <th scope="row" className="py-1 text-left font-normal">
              <code className="wrap-anywhere">{alias}</code>
            </th>
            <td className="text-right tabular-nums">{words(before.documents)}</td>
            <td className="text-right tabular-nums">{words(after.documents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
