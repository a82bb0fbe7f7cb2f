import { checkWholeContract } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { queryRoute, done } from '#lib/web/routes.ts';

/**
 * Reads the engine itself, for scripts that act on the result; pages share the cache of `overview`.
 */
export const GET = queryRoute(async ({ world }) =>
  done({
    environment: world.environment.name,
    observedAt: world.clock.now().toISOString(),
    ...(await checkWholeContract(world, await contractOf(world))),
  }),
);
