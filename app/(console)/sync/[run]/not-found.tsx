import { ButtonLink } from '#components/ui/form/button.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { guardPage } from '#lib/web/guard-page.ts';
import { currentWorld } from '#lib/web/runtime.ts';
import { listRuns } from '#lib/sync/index.ts';

/** Says what an address of a run looks like and where the nearest ones are. */
export default guardPage('no such run', async function NoSuchRun() {
  const world = currentWorld();
  const { name } = world.environment;
  const newest = await listRuns(world, { limit: 1, offset: 0 });
  const last = newest.ok ? newest.value.rows[0] : undefined;
  return (
    <>
      <PageHead
        title="There is no such run"
        trail={[{ href: '/sync', text: 'Sync' }]}
        here="Not found"
      />
      <Empty
        title={
          last === undefined
            ? `No sync has run in ${name} yet`
            : `The newest run here is ${last.run}`
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
