import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { clusterQuery } from '#lib/indexes/client.ts';
import { getClusterHealth } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { ClusterPage } from './view.tsx';
import { inFrame } from '../../../while-away.tsx';

export const metadata: Metadata = { title: 'Search cluster' };

export default guardPage(
  inFrame('search cluster'),
  async function Page({ searchParams }: PageProps) {
    await requirePerson();
    const world = await pageWorld('/indexes/cluster', searchParams);
    const { name } = world.environment;
    const view = await getClusterHealth(world, await contractOf(world), name);
    return (
      <Seeded seeds={[[clusterQuery(name).queryKey, view]]}>
        <ClusterPage environment={name} />
      </Seeded>
    );
  },
);
