import { getClusterHealth } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { queryRoute, done } from '#lib/web/routes.ts';

export const GET = queryRoute(async ({ world }) =>
  done(await getClusterHealth(world, await contractOf(world), world.environment.name)),
);
