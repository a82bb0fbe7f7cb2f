import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import {
  acceptAliases,
  adoptIndexes,
  indexesQuery,
  removeAliases,
  noteGenerations,
  repairIndexes,
  retireIndexes,
  rollBackIndexes,
} from '#lib/indexes/client.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { IndexesPage } from './view.tsx';
import { pageIndexes } from '../all-indexes.ts';
import { inFrame } from '../../while-away.tsx';

export const metadata: Metadata = { title: 'Indexes' };

export default guardPage(inFrame('indexes'), async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const world = await pageWorld('/indexes', searchParams);
  const view = await pageIndexes(world);
  const whyNot = (permission: typeof repairIndexes): string | null => {
    const allowed = may(person, permission, world.environment);
    return allowed.ok ? null : allowed.fault.says;
  };
  return (
    <Seeded seeds={[[indexesQuery(world.environment.name).queryKey, view]]}>
      <IndexesPage
        environment={world.environment.name}
        isProduction={world.environment.isProduction}
        notAllowed={{
          repair: whyNot(repairIndexes),
          rollBack: whyNot(rollBackIndexes),
          retire: whyNot(retireIndexes),
          adopt: whyNot(adoptIndexes),
          accept: whyNot(acceptAliases),
          remove: whyNot(removeAliases),
          note: whyNot(noteGenerations),
        }}
      />
    </Seeded>
  );
});
