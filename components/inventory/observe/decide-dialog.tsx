'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import {
  AcceptObserved,
  KnowDifference,
  TakeBackKnown,
  type DriftRow,
} from '#lib/inventory/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import type { z } from 'zod';
import { refreshedIfRefused } from '../refreshed-if-refused.ts';
import type { Decision } from './drift-list.tsx';
import { declaredWords, observedWords } from './words.ts';

export interface DecideActions {
  readonly accept: (
    input: z.output<typeof AcceptObserved>,
  ) => Promise<ActionResult<{ readonly key: string }>>;
  readonly know: (
    input: z.output<typeof KnowDifference>,
  ) => Promise<ActionResult<{ readonly id: number }>>;
  readonly takeBack: (
    input: z.output<typeof TakeBackKnown>,
  ) => Promise<ActionResult<{ readonly id: number }>>;
}

interface DecideDialogProps {
  readonly row: DriftRow;
  readonly decision: Decision;
  readonly actions: DecideActions;
  readonly onClose: () => void;
}

const wordsOf = (submit: string) => () => ({
  submit,
  busy: 'Working…',
  dismiss: 'Not now',
  failed: 'Nothing was changed',
  notKnown: 'It is not known whether it was changed',
  meaning: 'No environment is affected.',
});

/** What accepting makes of what is declared. */
function AcceptEffect({ row }: { readonly row: DriftRow }) {
  if (row.state === 'missing')
    return <p>{row.name} is removed from what is declared. Its history can put it back.</p>;
  if (row.state === 'unexpected')
    return <p>{row.name} becomes a component, with what the import says of it.</p>;
  return (
    <>
      <p>What is declared takes what was observed:</p>
      <ul className="mt-1 list-disc pl-5">
        {row.differences
          .filter(({ verdict }) => verdict === 'differs' || verdict === 'adds')
          .map(({ attribute, label, declared, observed }) => (
            <li key={attribute} className="wrap-anywhere">
              {label}: {declaredWords(declared)} becomes {observedWords(observed)}
            </li>
          ))}
      </ul>
    </>
  );
}

/** Asks why, and does it. */
export function DecideDialog({ row, decision, actions, onClose }: DecideDialogProps) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ['inventory'] });
  const common = {
    isOpen: true,
    onClose,
    draft: `drift ${decision} ${row.id}`,
    // Nothing is done to the environment itself, but what is declared of production can be lost.
    environment: {
      name: row.environment ?? row.estateTitle,
      isProduction: decision === 'accept' && row.state === 'missing' && row.isProduction,
    },
    wantsReason: true,
    onDone: refresh,
    onNotKnown: refresh,
  } as const;
  const alsoActive = 'Who changed it before is in its history.';
  if (decision === 'accept')
    return (
      <ConfirmDialog
        {...common}
        title={`Accept what was observed of ${row.name}?`}
        schema={AcceptObserved}
        run={(input) => refreshedIfRefused(actions.accept(input), refresh)}
        given={{ row: row.id, seen: row.seen }}
        isDangerous={row.state === 'missing'}
        consequences={() => ({ effect: <AcceptEffect row={row} />, alsoActive })}
        words={wordsOf('Accept')}
        result={({ key }) => ({ title: `${row.name} accepted`, body: `Declared by now: ${key}.` })}
      />
    );
  if (decision === 'know')
    return (
      <ConfirmDialog
        {...common}
        title={`Mark the difference of ${row.name} as known?`}
        schema={KnowDifference}
        run={(input) => refreshedIfRefused(actions.know(input), refresh)}
        given={{ row: row.id, seen: row.seen }}
        consequences={() => ({
          effect: <p>It stays in the register, as known, for as long as it stays the same.</p>,
          alsoActive,
        })}
        words={wordsOf('Mark as known')}
        result={() => ({ title: `${row.name} is known`, body: 'With your name and your reason.' })}
      />
    );
  return (
    <ConfirmDialog
      {...common}
      title={`Mark the difference of ${row.name} as not known?`}
      schema={TakeBackKnown}
      run={(input) => refreshedIfRefused(actions.takeBack(input), refresh)}
      given={{ id: row.known?.id ?? 0 }}
      consequences={() => ({
        effect: <p>It counts as a difference again. That it was known stays in the audit.</p>,
        alsoActive,
      })}
      words={wordsOf('Mark as not known')}
      result={() => ({ title: `${row.name} counts again`, body: 'With your name and reason.' })}
    />
  );
}
