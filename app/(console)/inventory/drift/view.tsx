'use client';

import { useMemo, useState } from 'react';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { DecideDialog } from '#components/inventory/observe/decide-dialog.tsx';
import { driftListDefinition, type Decision } from '#components/inventory/observe/drift-list.tsx';
import { ImportsTable } from '#components/inventory/observe/imports-table.tsx';
import { DataList } from '#components/ui/data-table/data-list.tsx';
import { useList } from '#components/ui/data-table/use-list.ts';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { driftQuery, type DriftRow } from '#lib/inventory/client.ts';
import { acceptDifferenceAction, knowDifferenceAction, takeBackKnownAction } from './actions.ts';

const actions = {
  accept: (input: Parameters<typeof acceptDifferenceAction>[1]) =>
    acceptDifferenceAction(null, input),
  know: (input: Parameters<typeof knowDifferenceAction>[1]) => knowDifferenceAction(null, input),
  takeBack: (input: Parameters<typeof takeBackKnownAction>[1]) => takeBackKnownAction(null, input),
};

const withoutFacets = driftListDefinition(undefined, { notAllowed: null, decide: () => undefined });

interface Deciding {
  readonly row: DriftRow;
  readonly decision: Decision;
}

export function DriftRegister({ notAllowed }: { readonly notAllowed: string | null }) {
  const { request } = useList(withoutFacets);
  const { data, asOf, fault } = useLive(driftQuery(request));
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const facets = data?.facets;
  const list = useMemo(
    () =>
      driftListDefinition(facets, {
        notAllowed,
        decide: (row, decision) => setDeciding({ row, decision }),
      }),
    [facets, notAllowed],
  );
  return (
    <>
      <PageHead
        title="Drift"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Drift"
        lead={
          'Where documents and code, or what is declared and what an import saw, say two things. ' +
          'Nothing is put right by itself.'
        }
      />
      <InventoryNavigation here="drift" />
      <p className="mt-3 flex flex-wrap items-center gap-3">
        <ButtonLink href="/inventory/drift/observe">Import what was observed</ButtonLink>
        {notAllowed !== null && <span className="text-dense text-muted">{notAllowed}</span>}
      </p>
      <Section
        title="Newest imports"
        age={<Age at={asOf} fault={fault} />}
        isStale={fault !== null && data !== undefined}
      >
        {data === undefined ? null : data.imports.length === 0 ? (
          <p className="mt-2 text-dense text-muted">
            Nothing has been imported yet, so that only what sources found is below.
          </p>
        ) : (
          <ImportsTable imports={data.imports} />
        )}
      </Section>
      <DataList list={list} query={driftQuery} />
      {deciding !== null && (
        <DecideDialog
          key={`${deciding.row.id} ${deciding.decision}`}
          {...deciding}
          actions={actions}
          onClose={() => setDeciding(null)}
        />
      )}
    </>
  );
}
