'use client';

import Link from 'next/link';
import { contractWords } from '#components/indexes/alias-words.ts';
import { ContractEditNote } from '#components/indexes/contract/contract-edit-note.tsx';
import { useEnvironments } from '#components/shell/environments.tsx';
import { ContractTable } from '#components/indexes/contract-table.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import type { Live } from '#components/ui/live/use-live.ts';
import { searchFault, type IndexesView } from '#lib/indexes/client.ts';

export function ContractPanel({ live }: { readonly live: Live<IndexesView> }) {
  const { href } = useEnvironments();
  const view = live.data;
  const isStale = view !== undefined && (live.fault !== null || view.failedSince !== null);
  const engineFault = searchFault(view?.failedSince);
  return (
    <Section
      title="Alias contract"
      sub={view === undefined ? undefined : contractWords(view)}
      more={
        <Link href={href('/indexes')} className="inline-block min-h-6 text-dense">
          All indexes
        </Link>
      }
      age={
        <Age
          at={view?.asOf ?? null}
          fault={live.fault ?? engineFault}
          failedSince={view?.failedSince ?? null}
        />
      }
      isStale={isStale}
    >
      {view?.contractEdit != null && <ContractEditNote edit={view.contractEdit} />}
      {view?.refused != null && <p className="max-w-prose pt-2.5 text-dense">{view.refused}</p>}
      {view !== undefined && (
        <ContractTable
          aliases={view.aliases}
          isCauseSaid={engineFault !== null || view.refused !== null}
        />
      )}
      {view === undefined && live.fault === null && (
        <SkeletonRows label="the alias contract" rows={4} />
      )}
      {view === undefined && live.fault !== null && (
        <FaultNote
          title="The console cannot say whether aliases match"
          fault={live.fault}
          meaning="Users’ pages are not affected by this."
          onRetry={live.refetch}
        />
      )}
    </Section>
  );
}
