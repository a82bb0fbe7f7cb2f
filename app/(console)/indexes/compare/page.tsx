import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { compareIndexes, indexesQuery } from '#lib/indexes/client.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { pageIndexes } from '../../all-indexes.ts';
import { inFrame } from '../../../while-away.tsx';
import { ComparePage } from './view.tsx';

export const metadata: Metadata = { title: 'Compare generations' };

export default guardPage(inFrame('compare'), async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const world = await pageWorld('/indexes/compare', searchParams);
  const { environment } = world;
  const view = await pageIndexes(world);
  const allowed = may(person, compareIndexes, environment);
  return (
    <Seeded seeds={[[indexesQuery(environment.name).queryKey, view]]}>
      <ComparePage
        environment={environment.name}
        notAllowed={allowed.ok ? null : allowed.fault.says}
      />
    </Seeded>
  );
});
