import { z } from 'zod';
import { listRuns, runSorts, runStates } from '#lib/sync/index.ts';
import { queryRouteWith } from '#lib/web/routes.ts';

const Filter = z.object({
  state: z.enum(runStates).exactOptional(),
  sort: z.enum(runSorts).exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(25),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export const GET = queryRouteWith(Filter, ({ world }, filter) => listRuns(world, filter));
