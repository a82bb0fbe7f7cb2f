import { MoveForm } from '#components/inventory/migration/move-form.tsx';
import { MovesList } from '#components/inventory/migration/moves-list.tsx';
import { ObjectionsList } from '#components/inventory/migration/objections-list.tsx';
import { StatusWords } from '#components/inventory/migration/status-words.tsx';
import { itemHref } from '#components/inventory/words.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { recordableStatuses, statusWords, type MoveFormView } from '#lib/inventory/client.ts';
import { titleCase } from '#lib/kernel/words/text.ts';
import { recordMoveAction } from './actions.ts';

interface MovePageProps {
  readonly view: MoveFormView;
  readonly whyNot: string | null;
}

export function MovePage({ view: { row, objections, moves }, whyNot }: MovePageProps) {
  const against = recordableStatuses.filter((status) => objections[status].length > 0);
  return (
    <>
      <PageHead
        title={`Record a move: ${row.name}`}
        tag={<StatusWords status={row.status} />}
        trail={[
          { href: '/inventory', text: 'Inventory' },
          { href: '/inventory/migration', text: 'Migration' },
          { href: itemHref(row.key), text: row.name },
        ]}
        here="Record a move"
        lead={
          'What has happened is recorded here; nothing is moved by it. ' + (row.statusNote ?? '')
        }
      />
      <Section title="What speaks against it" sub="from the recorded relations">
        {against.length === 0 ? (
          <p className="mt-2 text-dense text-muted">Nothing that is recorded.</p>
        ) : (
          against.map((status) => (
            <div key={status} className="mt-3">
              <h3 className="font-bold">{titleCase(statusWords[status])}</h3>
              <ObjectionsList objections={objections[status]} />
            </div>
          ))
        )}
      </Section>
      <Section title="How far it is">
        <MoveForm item={row.key} version={row.version} whyNot={whyNot} record={recordMoveAction} />
      </Section>
      <Section title="Recorded of it" sub="the newest first">
        <MovesList moves={moves} />
      </Section>
    </>
  );
}
