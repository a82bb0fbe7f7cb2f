import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { operationsQuery } from '#lib/inventory/client.ts';
import { showOperations } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { OperationsPage } from './view.tsx';

export const metadata: Metadata = { title: 'Firewall, accounts, procedures' };

export default guardPage(inFrame('firewall, accounts and procedures'), async function Page() {
  const person = await requirePerson();
  const view = await inTurnOf(person, () => showOperations(consoleWorld()));
  return (
    <Seeded seeds={view.ok ? [[operationsQuery.queryKey, view.value]] : []}>
      <OperationsPage />
    </Seeded>
  );
});
