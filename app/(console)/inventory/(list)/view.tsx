'use client';

import { useMemo } from 'react';
import { ExportLinks } from '#components/inventory/export-links.tsx';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { itemsList } from '#components/inventory/items-list.tsx';
import { SearchBox } from '#components/inventory/search-box.tsx';
import { DataList } from '#components/ui/data-table/data-list.tsx';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { useList } from '#components/ui/data-table/use-list.ts';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { facetsQuery, itemsQuery } from '#lib/inventory/client.ts';

const withoutFacets = itemsList(undefined);

export function InventoryPage() {
  const { request, view, setView } = useList(withoutFacets);
  const { text, ...filters } = view.filters;
  const facets = useLive(facetsQuery(request)).data;
  const list = useMemo(() => itemsList(facets), [facets]);
  return (
    <>
      <PageHead
        title="Inventory"
        lead="What exists in each estate, and who says so."
        actions={
          <>
            <ExportLinks title="the whole inventory" />
            <ButtonLink href="/inventory/edit">Add…</ButtonLink>
          </>
        }
      />
      <InventoryNavigation here="list" />
      <SearchBox
        key={text ?? ''}
        text={text ?? ''}
        onText={(wanted) =>
          setView({ filters: wanted === undefined ? filters : { ...filters, text: wanted } })
        }
      />
      <DataList list={list} query={itemsQuery} />
    </>
  );
}
