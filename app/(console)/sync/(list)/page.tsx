import { hashKey } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { readList } from '#lib/kernel/list.ts';
import { drawnRuns, readinessQuery, runList, runsQuery, startSync } from '#lib/sync/client.ts';
import { listRuns, startReadiness } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { SyncPage } from './view.tsx';
import { pageContract } from '../../all-indexes.ts';
import { inFrame } from '../../../while-away.tsx';

export const metadata: Metadata = { title: 'Sync' };

export default guardPage(inFrame('sync'), async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const world = await pageWorld('/sync', searchParams);
  const { name } = world.environment;
  const { request } = readList(runList, await searchParams);
  const drawn = runsQuery(name, drawnRuns);
  const listed = runsQuery(name, request);
  const isDrawn = hashKey(drawn.queryKey) === hashKey(listed.queryKey);
  const [runs, newest, readiness] = await Promise.all([
    listRuns(world, request),
    isDrawn ? null : listRuns(world, drawnRuns),
    startReadiness(world, pageContract(world)),
  ]);
  const allowed = may(person, startSync, world.environment);
  return (
    <Seeded
      seeds={[
        ...(runs.ok ? [[listed.queryKey, runs.value] as const] : []),
        ...(newest?.ok === true ? [[drawn.queryKey, newest.value] as const] : []),
        ...(readiness.ok ? [[readinessQuery(name).queryKey, readiness.value] as const] : []),
      ]}
    >
      <SyncPage key={name} environment={name} notAllowed={allowed.ok ? null : allowed.fault.says} />
    </Seeded>
  );
});
