import { MustChangeNote } from '#components/access/must-change-note.tsx';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { indexesQuery } from '#lib/indexes/client.ts';
import { getIndexOverview } from '#lib/indexes/index.ts';
import { readinessQuery, runQuery } from '#lib/sync/client.ts';
import { contractOf, showRun, startReadiness } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { currentWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { OverviewPage } from './view.tsx';

export default guardPage('overview', async function Page() {
  const person = await requirePerson();
  const world = currentWorld();
  const [readiness, indexes] = await Promise.all([
    startReadiness(world),
    getIndexOverview(world, { aliases: contractOf(world)?.aliases ?? [] }, world.environment.name),
  ]);
  const shown = readiness.ok ? (readiness.value.active ?? readiness.value.lastRuns[0]) : undefined;
  const detail = shown === undefined ? null : await showRun(world, shown.run);
  const allowed = may(person, 'sync.start');
  return (
    <Seeded
      seeds={[
        ...(readiness.ok ? [[readinessQuery().queryKey, readiness.value] as const] : []),
        ...(detail?.ok ? [[runQuery(detail.value.run.run).queryKey, detail.value] as const] : []),
        [indexesQuery().queryKey, indexes],
      ]}
    >
      <OverviewPage
        notAllowed={allowed.ok ? null : allowed.fault.says}
        notice={person.mustChangePassword && <MustChangeNote />}
      />
    </Seeded>
  );
});
