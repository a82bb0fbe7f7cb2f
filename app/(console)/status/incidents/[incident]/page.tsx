import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { newId } from '#lib/kernel/ids.ts';
import {
  incidentQuery,
  takeIncidents,
  updateIncidents,
  writeForUsers,
} from '#lib/status/client.ts';
import { IncidentNumber, showIncidentWithSeen, statesNow } from '#lib/status/index.ts';
import { draftForUsers } from '#lib/support/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld, environmentWorld, webRuntime } from '#lib/web/runtime.ts';
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
  const whole = consoleWorld();
  const found = await showIncidentWithSeen(whole, (await params).incident);
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
        draft={draftForUsers(incident, await statesNow({ ...whole, environments: [world.value] }))}
        isReviewed={webRuntime().support.isReviewed}
        notAllowed={{
          update: whyNot(updateIncidents),
          take: whyNot(takeIncidents),
          tell: whyNot(writeForUsers),
        }}
      />
    </Seeded>
  );
});
