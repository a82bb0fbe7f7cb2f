'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { RetireGeneration, type RetireOutcome } from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { useDrafted } from '#components/ui/dialog/draft.ts';
import { Button } from '#components/ui/form/button.tsx';
import { WholeIndexName } from './index-name.tsx';

export interface Retiring {
  readonly environment: string;
  readonly isProduction: boolean;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly retire: (input: RetireGeneration) => Promise<ActionResult<RetireOutcome>>;
  /** They are gone: what shows one of them is to be closed. */
  readonly onRetired: (indexes: readonly string[]) => void;
}

/** For one index that users do not read. */
export function RetireButton({
  retiring: { environment, isProduction, notAllowed, retire, onRetired },
  index,
}: {
  readonly retiring: Retiring;
  readonly index: string;
}) {
  const client = useQueryClient();
  const draft = `retire ${environment} ${index}`;
  const [isOpen, setOpen] = useDrafted(draft);
  const changed = () => void client.invalidateQueries({ queryKey: ['indexes'] });
  return (
    <>
      <Button
        small
        variant="danger-outline"
        disabled={notAllowed !== null}
        onClick={() => setOpen(true)}
      >
        <Trash2 className="size-4" />
        Retire…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        draft={draft}
        title="Retire this index?"
        environment={{ name: environment, isProduction }}
        schema={RetireGeneration}
        run={retire}
        given={{ environment, generation: index }}
        isDangerous
        consequences={() => ({
          effect: (
            <p>
              <WholeIndexName index={index} /> is dropped from the search engine and cannot be
              brought back. It is refused where an alias leads to it, a run may fill it, or it is
              the newest that readers have left. Its record stays.
            </p>
          ),
          alsoActive: 'Users are not affected: they do not read it.',
        })}
        words={() => ({
          submit: 'Retire index',
          busy: 'Retiring…',
          dismiss: 'Keep it',
          failed: 'Nothing was dropped',
          notKnown: 'It is not known whether it was dropped',
          meaning: 'Users are not affected.',
        })}
        result={({ retired, warnings }) => ({
          title: `${countOf(retired.length, 'index', 'indexes')} retired`,
          body:
            warnings.length > 0 ? warnings.join(' ') : 'Recorded with your name in the audit log.',
        })}
        onDone={({ retired }) => {
          onRetired(retired);
          changed();
        }}
        onNotKnown={changed}
      />
    </>
  );
}
