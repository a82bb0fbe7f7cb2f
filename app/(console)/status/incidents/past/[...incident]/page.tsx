import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { pastIncidentsQuery } from '#lib/inventory/client.ts';
import { listPastIncidents } from '#lib/inventory/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { keyOf } from '../../../../inventory/address.ts';
import { inFrame } from '../../../../../while-away.tsx';
import { PastIncidentPage } from './view.tsx';

interface PastPageProps {
  readonly params: Promise<{ readonly incident: readonly string[] }>;
}

export const metadata: Metadata = { title: 'Past incident' };

/** Says 404 before it streams anything, so there is no loading.tsx here. */
export default guardPage(inFrame('past incident'), async function Page({ params }: PastPageProps) {
  await requirePerson();
  const key = keyOf((await params).incident);
  const all = key === null ? [] : await listPastIncidents(consoleWorld());
  const incident = all.find((one) => one.key === key);
  if (incident === undefined) notFound();
  return (
    <Seeded seeds={[[pastIncidentsQuery.queryKey, all]]}>
      <PastIncidentPage incident={incident} />
    </Seeded>
  );
});
