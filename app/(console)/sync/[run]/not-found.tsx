import { ButtonLink } from '#components/ui/form/button.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { listRuns, newestRuns } from '#lib/sync/index.ts';

/** Shows the form of a run's address and links to the nearest ones. */
export default guardPage('no such run', async function NoSuchRun() {
  const lists = await Promise.all(
    consoleWorld().environments.map((world) => listRuns(world, newestRuns(1))),
  );
  const newest = lists.flatMap((list) => (list.ok ? list.value.rows : []));
  const [last] = newest.sort((a, b) => b.queuedAt.localeCompare(a.queuedAt));
  const name = consoleWorld().environments[0]?.environment.name ?? 'local';
  return (
    <>
      <PageHead
        title="There is no such run"
        trail={[{ href: '/sync', text: 'Sync' }]}
        here="Not found"
      />
      <Empty
        title={
          last === undefined ? 'No sync has run here yet' : `The newest run here is ${last.run}`
        }
        actions={
          <>
            {last !== undefined && (
              <ButtonLink href={`/sync/${last.run}`}>Open run {last.number}</ButtonLink>
            )}
            <ButtonLink href="/sync">See all runs</ButtonLink>
          </>
        }
      >
        The address names a run as environment and number, for example {name}-1. Check the number,
        or whether the run belongs to another environment’s console.
      </Empty>
    </>
  );
});
