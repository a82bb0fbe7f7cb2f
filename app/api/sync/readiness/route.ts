import { startReadiness } from '#lib/sync/index.ts';
import { answer } from '#lib/web/routes.ts';

export const GET = answer(({ world }) => startReadiness(world));
