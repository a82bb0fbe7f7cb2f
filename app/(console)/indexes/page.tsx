import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { indexesQuery } from '#lib/indexes/client.ts';
import { getIndexOverview } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { IndexesPage } from './view.tsx';
import { inFrame } from '../../while-away.tsx';

export const metadata: Metadata = { title: 'Indexes' };

export default guardPage(inFrame('indexes'), async function Page({ searchParams }: PageProps) {
  await requirePerson();
  const world = await pageWorld('/indexes', searchParams);
  const view = await getIndexOverview(
    world,
    { aliases: contractOf(world)?.aliases ?? [] },
    world.environment.name,
  );
  return (
    <Seeded seeds={[[indexesQuery(world.environment.name).queryKey, view]]}>
      <IndexesPage environment={world.environment.name} />
    </Seeded>
  );
});
