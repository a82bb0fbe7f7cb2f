import { startReadiness } from '#lib/sync/index.ts';
import { queryRoute } from '#lib/web/routes.ts';

export const GET = queryRoute(({ world }) => startReadiness(world));
