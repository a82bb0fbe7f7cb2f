'use client';

import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { RecordedPart } from '#components/inventory/recorded-part.tsx';
import { MissingList } from '#components/inventory/missing-list.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { missingQuery } from '#lib/inventory/client.ts';

export function MissingPage() {
  const live = useLive(missingQuery);
  return (
    <>
      <PageHead
        title="What is not recorded"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Not recorded"
        lead={
          'What somebody should know of the estates and no source says, as a work list. “None” ' +
          'and “not applicable” are answers, and are not listed.'
        }
      />
      <InventoryNavigation here="missing" />
      <RecordedPart live={live} of="work list" title="The work list cannot be shown">
        {(gaps, shown) => <MissingList gaps={gaps} {...shown} />}
      </RecordedPart>
    </>
  );
}
