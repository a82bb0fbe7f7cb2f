import { done, queryRouteIn } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';
import { shellFacts } from '../../(console)/shell-facts.ts';

export const GET = queryRouteIn(wholeConsole, async () => done(await shellFacts()));
