'use client';

import { useQueryClient } from '@tanstack/react-query';
import { AdoptIndex, parseIndexName, type AdoptOutcome } from '#lib/indexes/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { useDrafted } from '#components/ui/dialog/draft.ts';
import { Button } from '#components/ui/form/button.tsx';
import { WholeIndexName } from './index-name.tsx';

export interface Adopting {
  readonly environment: string;
  readonly isProduction: boolean;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  /** Families that an index may be a generation of. */
  readonly bases: readonly string[];
  readonly adopt: (input: AdoptIndex) => Promise<ActionResult<AdoptOutcome>>;
}

/** For an index that no run has made. */
export function AdoptButton({
  adopting: { environment, isProduction, notAllowed, bases, adopt },
  index,
}: {
  readonly adopting: Adopting;
  readonly index: string;
}) {
  const client = useQueryClient();
  const draft = `adopt ${environment} ${index}`;
  const [isOpen, setOpen] = useDrafted(draft);
  const changed = () => void client.invalidateQueries({ queryKey: ['indexes'] });
  const { base } = parseIndexName(index);
  const guess = bases.find((one) => one === base || index.startsWith(`${one}_`)) ?? bases[0] ?? '';
  return (
    <>
      <Button small disabled={notAllowed !== null} onClick={() => setOpen(true)}>
        Adopt…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        draft={draft}
        title="Adopt this index as a generation?"
        environment={{ name: environment, isProduction }}
        schema={AdoptIndex}
        run={adopt}
        given={{ environment, index, base: guess }}
        fields={{
          base: {
            control: 'choice',
            label: 'Generation of',
            options: bases.map((one) => ({ value: one, label: one })),
          },
        }}
        consequences={() => ({
          effect: (
            <p>
              <WholeIndexName index={index} /> is listed among the generations. Users can be rolled
              back to it, and it can be retired. The index itself is not touched, and nothing drops
              it by itself.
            </p>
          ),
          alsoActive: 'Users are not affected: no alias moves.',
        })}
        words={() => ({
          submit: 'Adopt index',
          busy: 'Adopting…',
          dismiss: 'Not now',
          failed: 'It was not adopted',
          notKnown: 'It is not known whether it was adopted',
          meaning: 'Users are not affected.',
        })}
        result={({ base: family }) => ({
          title: `It is a generation of ${family} now`,
          body: 'Recorded with your name in the audit log.',
        })}
        onDone={changed}
        onNotKnown={changed}
      />
    </>
  );
}
