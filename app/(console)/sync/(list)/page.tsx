import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { readinessQuery, runsQuery } from '#lib/sync/client.ts';
import { listRuns, startReadiness } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { currentWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { filterOf, loadRunsParams } from './search-params.ts';
import { SyncPage } from './view.tsx';

export const metadata: Metadata = { title: 'Sync' };

interface SyncPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default guardPage('sync', async function Page({ searchParams }: SyncPageProps) {
  const person = await requirePerson();
  const world = currentWorld();
  const filter = filterOf(await loadRunsParams(searchParams));
  const [runs, readiness] = await Promise.all([listRuns(world, filter), startReadiness(world)]);
  const allowed = may(person, 'sync.start');
  return (
    <Seeded
      seeds={[
        ...(runs.ok ? [[runsQuery(filter).queryKey, runs.value] as const] : []),
        ...(readiness.ok ? [[readinessQuery().queryKey, readiness.value] as const] : []),
      ]}
    >
      <SyncPage notAllowed={allowed.ok ? null : allowed.fault.says} />
    </Seeded>
  );
});
