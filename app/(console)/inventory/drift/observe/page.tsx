import type { Metadata } from 'next';
import { may } from '#lib/access/client.ts';
import { importObserved, itemList, type ItemListRequest } from '#lib/inventory/client.ts';
import { listItems } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { ObservePage } from './view.tsx';

export const metadata: Metadata = { title: 'Import what was observed' };

const environments: ItemListRequest = {
  filters: { kind: ['environment'] },
  sort: { column: 'estate', direction: 'ascending' },
  limit: itemList.mostAtOnce,
  offset: 0,
};

export default guardPage(inFrame('import what was observed'), async function Page() {
  const person = await requirePerson();
  const found = await inTurnOf(person, () => listItems(consoleWorld(), environments));
  const allowed = may(person, importObserved, null);
  return (
    <ObservePage
      environments={(found.ok ? found.value.rows : []).map(({ key, name, estateTitle }) => ({
        key,
        title: `${estateTitle} ${name}`,
      }))}
      notAllowed={allowed.ok ? null : allowed.fault.says}
    />
  );
});
