'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { useDrafted } from '#components/ui/dialog/draft.ts';
import { Button } from '#components/ui/form/button.tsx';
import { RemoveItem, type ItemOutcome, type ItemView } from '#lib/inventory/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';

interface RemoveItemButtonProps {
  readonly item: Pick<ItemView, 'id' | 'version' | 'key' | 'name' | 'relationCount'>;
  /** Whose name production wants typed. */
  readonly environment: { readonly name: string; readonly isProduction: boolean };
  readonly notAllowed: string | null;
  /** Where the page says why not. */
  readonly whyNotId: string | undefined;
  readonly remove: (input: RemoveItem) => Promise<ActionResult<ItemOutcome>>;
  readonly onDone: () => void;
}

/** Takes a thing out of the inventory; what it is of stays as it is. */
export function RemoveItemButton({
  item,
  environment,
  notAllowed,
  whyNotId,
  remove,
  onDone,
}: RemoveItemButtonProps) {
  const client = useQueryClient();
  const draft = `remove ${item.key}`;
  const [isOpen, setOpen] = useDrafted(draft);
  const changed = () => void client.invalidateQueries({ queryKey: ['inventory'] });
  return (
    <>
      <Button
        variant="danger-outline"
        disabled={notAllowed !== null}
        aria-describedby={whyNotId}
        onClick={() => setOpen(true)}
      >
        Remove…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        draft={draft}
        title={`Remove ${item.name} from the inventory?`}
        environment={environment}
        schema={RemoveItem}
        run={remove}
        given={{ id: item.id, version: item.version }}
        wantsReason
        isDangerous
        reasonHint="Kept in the history and in the audit log"
        consequences={() => ({
          effect: (
            <p>
              What is recorded of it goes, with {countOf(item.relationCount, 'relation')}. The
              history keeps it: the change can be undone.
            </p>
          ),
          alsoActive: 'Only what is recorded is removed; nothing that runs is touched.',
        })}
        words={() => ({
          submit: 'Remove it',
          busy: 'Removing…',
          dismiss: 'Not now',
          failed: 'Nothing was changed',
          notKnown: 'It is not known whether it was removed',
          meaning: 'What exists in the estates is not affected by this.',
        })}
        result={({ key }) => ({
          title: `${key} is removed`,
          body: 'Its address shows who removed it and why.',
        })}
        onDone={() => {
          changed();
          onDone();
        }}
        onNotKnown={changed}
      />
    </>
  );
}
