import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { pastIncidentsQuery } from '#lib/inventory/client.ts';
import { listPastIncidents } from '#lib/inventory/index.ts';
import { incidentsQuery } from '#lib/status/client.ts';
import { listIncidentsWithSeen } from '#lib/status/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { IncidentsPage } from './view.tsx';

export const metadata: Metadata = { title: 'Incidents' };

export default guardPage(inFrame('incidents'), async function Page() {
  await requirePerson();
  const world = consoleWorld();
  return (
    <Seeded
      seeds={[
        [incidentsQuery.queryKey, await listIncidentsWithSeen(world)],
        [pastIncidentsQuery.queryKey, await listPastIncidents(world)],
      ]}
    >
      <IncidentsPage />
    </Seeded>
  );
});
