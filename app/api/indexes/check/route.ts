import { checkContractNow } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { queryRoute, done } from '#lib/web/routes.ts';
import { askedSeldom } from '#lib/web/ask-limit.ts';

/** For scripts that act on the result; pages share the cache of `overview`. */
export const GET = queryRoute(
  askedSeldom(async ({ world }) => done(await checkContractNow(world, await contractOf(world)))),
);
