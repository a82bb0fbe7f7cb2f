import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Candidates } from '#components/inventory/candidates.tsx';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { PrintButton } from '#components/inventory/print-button.tsx';
import { RecordDocument } from '#components/inventory/record-document.tsx';
import { RecordLinks } from '#components/inventory/record-links.tsx';
import { recordHref, whereWords } from '#components/inventory/words.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { candidatesOf, itemList, listItems, recordTree, showRecord } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { keyOf } from '../../address.ts';
import { inFrame } from '../../../../while-away.tsx';

interface RecordPageProps {
  readonly params: Promise<{ readonly system?: readonly string[] }>;
}

export const metadata: Metadata = { title: 'Architecture record' };

const trail = [{ href: '/inventory', text: 'Inventory' }];

export default guardPage(
  inFrame('architecture record'),
  async function Page({ params }: RecordPageProps) {
    const person = await requirePerson();
    const { system } = await params;
    if (system === undefined) return inTurnOf(person, Systems);
    const key = keyOf(system);
    if (key === null) notFound();
    const record = await inTurnOf(person, () => showRecord(consoleWorld(), key));
    if (!record.ok) {
      const { fault } = record;
      const keys = candidatesOf(fault);
      if (keys.length === 0) notFound();
      const isCalledSo = fault.kind === 'invalid';
      return (
        <Candidates
          title={isCalledSo ? `${key}: several things are called so` : `${key} has no record`}
          says={isCalledSo ? 'A record is of a system or an estate.' : fault.says}
          keys={keys}
          hrefOf={recordHref}
        />
      );
    }
    const { key: of, title, heading, document } = record.value;
    return (
      <>
        <PageHead
          title={heading}
          trail={[...trail, { href: '/inventory/record', text: 'Architecture record' }]}
          here={title}
          actions={
            <>
              <RecordLinks of={of} title={title} />
              <PrintButton />
            </>
          }
        />
        <RecordDocument tree={recordTree(document)} />
      </>
    );
  },
);

/** Every system and every estate that a record can be made of. */
async function Systems() {
  const listed = await listItems(consoleWorld(), {
    filters: { kind: ['estate', 'system'] },
    sort: { column: 'estate', direction: 'ascending' },
    limit: itemList.mostAtOnce,
    offset: 0,
  });
  const systems = listed.ok ? listed.value.rows : [];
  return (
    <>
      <PageHead
        title="Architecture record"
        trail={trail}
        here="Architecture record"
        lead={
          'What the inventory knows of a system, in the order of the SPQS technical architecture ' +
          'document, to read or to print. What no source says is printed as “Not recorded”.'
        }
      />
      <InventoryNavigation here="record" />
      <Section title="Of which system" sub="of an estate: all that is in it">
        <ul>
          {systems.map((item) => (
            <li key={item.key} className="border-b border-rule py-1.5">
              <Link href={recordHref(item.key)} className="font-bold">
                {item.name}
              </Link>{' '}
              <span className="text-muted">
                {item.kindTitle}, {whereWords(item)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
