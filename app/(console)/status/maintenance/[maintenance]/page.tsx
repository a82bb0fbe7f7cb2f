import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may } from '#lib/access/client.ts';
import { MaintenanceNumber, planMaintenances } from '#lib/status/client.ts';
import { listChoosable, showMaintenance } from '#lib/status/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld, environmentWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { PlannedWorkPage } from './view.tsx';

interface PlannedWorkPageProps {
  readonly params: Promise<{ readonly maintenance: string }>;
}

export async function generateMetadata({ params }: PlannedWorkPageProps): Promise<Metadata> {
  const number = MaintenanceNumber.safeParse((await params).maintenance);
  return { title: number.success ? `Planned work ${number.data}` : 'No such planned work' };
}

/** Says 404 before it streams anything, so there is no loading.tsx here, and none above it. */
export default guardPage(
  inFrame('maintenance'),
  async function Page({ params }: PlannedWorkPageProps) {
    const person = await requirePerson();
    const found = await showMaintenance(consoleWorld(), (await params).maintenance);
    if (!found.ok) notFound();
    const world = environmentWorld(found.value.environment);
    if (!world.ok) notFound();
    const allowed = may(person, planMaintenances, world.value.environment);
    return (
      <PlannedWorkPage
        maintenance={found.value}
        probes={await listChoosable(world.value)}
        notAllowed={allowed.ok ? null : allowed.fault.says}
      />
    );
  },
);
