import { overviewOfIndexes } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { answer, done } from '#lib/web/routes.ts';

export const GET = answer(async ({ world }) =>
  done(await overviewOfIndexes(world, { aliases: contractOf(world)?.aliases ?? [] }, world.environment.name)),
);
