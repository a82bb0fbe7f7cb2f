import { NoSuchRun } from '#components/sync/run/no-such-run.tsx';
import { listRuns, newestRuns } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { inFrame } from '../../../while-away.tsx';

/** Says what an address of a run looks like and where the nearest ones are. */
export default guardPage(inFrame('no such run'), async function NotFound() {
  const lists = await Promise.all(
    consoleWorld().environments.map((world) => listRuns(world, newestRuns(1))),
  );
  const newest = lists.flatMap((list) => (list.ok ? list.value.rows : []));
  return <NoSuchRun newest={newest.map(({ run, environment }) => ({ run, environment }))} />;
});
