import type { Metadata } from 'next';
import { may } from '#lib/access/client.ts';
import { newId } from '#lib/kernel/ids.ts';
import { planMaintenances } from '#lib/status/client.ts';
import { listChoosable } from '#lib/status/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { PlanMaintenancePage } from './view.tsx';

export const metadata: Metadata = { title: 'Plan maintenance' };

export default guardPage(inFrame('maintenance'), async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const world = await pageWorld('/status/maintenance/plan', searchParams);
  const allowed = may(person, planMaintenances, world.environment);
  return (
    <PlanMaintenancePage
      environment={{ name: world.environment.name, title: world.environment.title }}
      probes={await listChoosable(world)}
      notAllowed={allowed.ok ? null : allowed.fault.says}
      idempotencyKey={newId()}
    />
  );
});
