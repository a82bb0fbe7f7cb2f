import { showContract } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { queryRoute } from '#lib/web/routes.ts';

/** The contract in force as people edit it, and who changed it. */
export const GET = queryRoute(async ({ world }) => showContract(world, await contractOf(world)));
