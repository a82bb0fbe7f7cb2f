import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { indexesQuery } from '#lib/indexes/client.ts';
import { readinessQuery, runQuery, startSync } from '#lib/sync/client.ts';
import { showRun, startReadiness } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { OverviewPage } from './view.tsx';
import { pageContract, pageIndexes } from '../all-indexes.ts';
import { environmentsInInventory } from '../in-inventory.ts';
import { inFrame } from '../../while-away.tsx';

export default guardPage(inFrame('overview'), async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const world = await pageWorld('/', searchParams);
  const { name } = world.environment;
  const [readiness, indexes, inInventory] = await Promise.all([
    startReadiness(world, pageContract(world)),
    pageIndexes(world),
    environmentsInInventory(),
  ]);
  const shown = readiness.ok ? (readiness.value.active ?? readiness.value.lastRuns[0]) : undefined;
  const detail =
    shown === undefined ? null : await showRun(world, shown.run, () => Promise.resolve(indexes));
  const allowed = may(person, startSync, world.environment);
  return (
    <Seeded
      seeds={[
        ...(readiness.ok ? [[readinessQuery(name).queryKey, readiness.value] as const] : []),
        ...(detail?.ok ? [[runQuery(detail.value.run.run).queryKey, detail.value] as const] : []),
        [indexesQuery(name).queryKey, indexes],
      ]}
    >
      <OverviewPage
        key={name}
        environment={name}
        inInventory={inInventory}
        notAllowed={allowed.ok ? null : allowed.fault.says}
      />
    </Seeded>
  );
});
