import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { maintenanceQuery } from '#lib/status/client.ts';
import { listMaintenance } from '#lib/status/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { MaintenancePage } from './view.tsx';

export const metadata: Metadata = { title: 'Maintenance' };

export default guardPage(inFrame('maintenance'), async function Page() {
  await requirePerson();
  return (
    <Seeded seeds={[[maintenanceQuery.queryKey, await listMaintenance(consoleWorld())]]}>
      <MaintenancePage />
    </Seeded>
  );
});
