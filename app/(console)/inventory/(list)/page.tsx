import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { facetsQuery, itemList, itemsQuery } from '#lib/inventory/client.ts';
import { listItemsWithFacets } from '#lib/inventory/index.ts';
import { readList } from '#lib/kernel/list.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { InventoryPage } from './view.tsx';

export const metadata: Metadata = { title: 'Inventory' };

export default guardPage(inFrame('inventory'), async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const world = consoleWorld();
  const { request } = readList(itemList, await searchParams);
  const found = await inTurnOf(person, () => listItemsWithFacets(world, request));
  return (
    <Seeded
      seeds={
        found.ok
          ? [
              [itemsQuery(request).queryKey, found.value.items],
              [facetsQuery(request).queryKey, found.value.facets],
            ]
          : []
      }
    >
      <InventoryPage />
    </Seeded>
  );
});
