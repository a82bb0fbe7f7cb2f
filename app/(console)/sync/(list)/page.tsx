import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { readinessQuery, runsQuery, startSync } from '#lib/sync/client.ts';
import { listRuns, startReadiness } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { filterOf, loadRunsParams } from './search-params.ts';
import { SyncPage } from './view.tsx';

export const metadata: Metadata = { title: 'Sync' };

export default guardPage('sync', async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const world = await pageWorld('/sync', searchParams);
  const { name } = world.environment;
  const filter = filterOf(await loadRunsParams(searchParams));
  const [runs, readiness] = await Promise.all([listRuns(world, filter), startReadiness(world)]);
  const allowed = may(person, startSync, world.environment);
  return (
    <Seeded
      seeds={[
        ...(runs.ok ? [[runsQuery(name, filter).queryKey, runs.value] as const] : []),
        ...(readiness.ok ? [[readinessQuery(name).queryKey, readiness.value] as const] : []),
      ]}
    >
      <SyncPage environment={name} notAllowed={allowed.ok ? null : allowed.fault.says} />
    </Seeded>
  );
});
