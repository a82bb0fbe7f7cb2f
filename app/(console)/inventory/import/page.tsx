import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { changeInventory, facetsQuery } from '#lib/inventory/client.ts';
import { countFacets } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { ImportPage } from './view.tsx';

export const metadata: Metadata = { title: 'Import and export' };

export default guardPage(inFrame('import and export'), async function Page() {
  const person = await requirePerson();
  const request = { filters: {} };
  const facets = await inTurnOf(person, () => countFacets(consoleWorld(), request));
  const allowed = may(person, changeInventory, null);
  return (
    <Seeded seeds={facets.ok ? [[facetsQuery(request).queryKey, facets.value]] : []}>
      <ImportPage notAllowed={allowed.ok ? null : allowed.fault.says} />
    </Seeded>
  );
});
