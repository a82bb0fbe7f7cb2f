import { ReadSeen, seenByAll, seenByBody } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { mayAsk } from '#lib/web/ask-limit.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

/** All bodies share a count a minute, and one body a count of a few seconds. */
export const GET = queryRouteWith(ReadSeen, async ({ world, actor }, { body }) => {
  if (body === undefined) return seenByAll(world, await contractOf(world), world.listDrop);
  const may = mayAsk(actor);
  return may.ok ? seenByBody(world, await contractOf(world), body, world.listDrop) : may;
});
