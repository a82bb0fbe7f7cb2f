import { startReadiness } from '#lib/sync/index.ts';
import { answer } from '#lib/web/respond.ts';

export const GET = answer(({ world }) => startReadiness(world));
