'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { AddForm, EditForm } from '#components/inventory/edit/item-form.tsx';
import { itemHref } from '#components/inventory/words.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { useToast } from '#components/ui/feedback/toast.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import type { FormView, ItemOutcome, NewFormView } from '#lib/inventory/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { addItemAction, editItemAction } from '../../actions.ts';

const inventory = { href: '/inventory', text: 'Inventory' };

function useSaved(): (outcome: ItemOutcome) => void {
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  return ({ key, others }) => {
    void client.invalidateQueries({ queryKey: ['inventory'] });
    toast({
      tone: 'ok',
      title: `${key} is saved`,
      body:
        others === 0
          ? 'Its history says who changed what, and why.'
          : `${countOf(others, 'other thing')} changed with it. The history says which.`,
    });
    router.push(itemHref(key));
  };
}

function NotAllowed({ says }: { readonly says: string | null }) {
  return (
    says !== null && (
      <Note tone="warn" title="You may look at the form, and not save it">
        <p>{says}</p>
      </Note>
    )
  );
}

export function EditPage({
  form,
  notAllowed,
}: {
  readonly form: FormView;
  readonly notAllowed: string | null;
}) {
  const onDone = useSaved();
  const { item } = form;
  if (item === null) return null;
  const { key, name } = item.snapshot;
  return (
    <>
      <PageHead
        title={`Edit ${name}`}
        trail={[inventory, { href: itemHref(key), text: name }]}
        here="Edit"
        lead={
          'Only what you change is saved, with your reason, and can be undone. Each fact has a ' +
          'source: who says so, and where.'
        }
      />
      <NotAllowed says={notAllowed} />
      <EditForm
        view={{ ...form, item }}
        save={(input) => editItemAction(null, input)}
        onDone={onDone}
      />
    </>
  );
}

export function AddPage({
  form,
  kind,
  notAllowed,
}: {
  readonly form: NewFormView;
  readonly kind: string;
  readonly notAllowed: string | null;
}) {
  const onDone = useSaved();
  return (
    <>
      <PageHead
        title={`Add: ${form.kindTitle}`}
        trail={[inventory, { href: '/inventory/edit', text: 'Add' }]}
        here={form.kindTitle}
        lead={`To ${form.estateTitle}. What is not recorded of it goes on the work list.`}
      />
      <NotAllowed says={notAllowed} />
      <AddForm
        view={form}
        kind={kind}
        save={(input) => addItemAction(null, input)}
        onDone={onDone}
      />
    </>
  );
}

interface ChoosePageProps {
  readonly estates: readonly { readonly key: string; readonly title: string }[];
  readonly kinds: readonly { readonly kind: string; readonly title: string }[];
}

/** What is to be added, and to which estate. */
export function ChoosePage({ estates, kinds }: ChoosePageProps) {
  return (
    <>
      <PageHead
        title="Add to the inventory"
        trail={[inventory]}
        here="Add"
        lead="The kind of a thing says what is to be known of it."
      />
      <form method="get" className="max-w-100">
        <Frame id="add-estate" label="Estate">
          <select id="add-estate" name="estate" className={`${inputClass} h-10`}>
            {estates.map(({ key, title }) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
        </Frame>
        <Frame id="add-kind" label="Kind">
          <select id="add-kind" name="kind" className={`${inputClass} h-10`}>
            {kinds.map(({ kind, title }) => (
              <option key={kind} value={kind}>
                {title}
              </option>
            ))}
          </select>
        </Frame>
        <Button type="submit" variant="primary" className="mt-5">
          Go on
        </Button>
      </form>
    </>
  );
}
