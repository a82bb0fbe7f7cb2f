import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { newId } from '#lib/kernel/ids.ts';
import { incidentQuery, takeIncidents, updateIncidents } from '#lib/status/client.ts';
import { IncidentNumber, showIncidentWithSeen } from '#lib/status/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld, environmentWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { IncidentPage } from './view.tsx';

interface IncidentPageProps {
  readonly params: Promise<{ readonly incident: string }>;
}

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  const number = IncidentNumber.safeParse((await params).incident);
  return { title: number.success ? `Incident ${number.data}` : 'No such incident' };
}

/** Says 404 before it streams anything, so there is no loading.tsx here, and none above it. */
export default guardPage(inFrame('incident'), async function Page({ params }: IncidentPageProps) {
  const person = await requirePerson();
  const found = await showIncidentWithSeen(consoleWorld(), (await params).incident);
  if (!found.ok) notFound();
  const incident = found.value;
  const world = environmentWorld(incident.environment);
  if (!world.ok) notFound();
  const whyNot = (permission: typeof takeIncidents): string | null => {
    const allowed = may(person, permission, world.value.environment);
    return allowed.ok ? null : allowed.fault.says;
  };
  return (
    <Seeded seeds={[[incidentQuery(incident.id).queryKey, incident]]}>
      <IncidentPage
        incident={incident}
        person={person.email}
        idempotencyKey={newId()}
        notAllowed={{ update: whyNot(updateIncidents), take: whyNot(takeIncidents) }}
      />
    </Seeded>
  );
});
