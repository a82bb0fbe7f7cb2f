import { compareGenerations, CompareGenerations } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { streamRouteWith } from '#lib/web/stream-route.ts';

/** Reads two whole indexes; it ends when the caller goes away. */
export const GET = streamRouteWith(CompareGenerations, async ({ world, actor }, input, signal) =>
  compareGenerations(world, await contractOf(world), actor, input, signal),
);
