import { ReadSeen, seenByAll, seenByBody } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

/** One body is asked of the engine itself; all of them share a count a minute. */
export const GET = queryRouteWith(ReadSeen, async ({ world }, { body }) => {
  const contract = await contractOf(world);
  return body === undefined
    ? seenByAll(world, contract, world.listDrop)
    : seenByBody(world, contract, body, world.listDrop);
});
