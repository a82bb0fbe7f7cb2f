import { StartedUnderKey, startedUnder } from '#lib/sync/index.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

export const GET = queryRouteWith(StartedUnderKey, ({ world, actor }, { key }) =>
  startedUnder(world, actor, key),
);
