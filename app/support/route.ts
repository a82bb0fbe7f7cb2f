import { supportPage } from '#lib/support/index.ts';
import { supportRoute } from '#lib/web/support-route.ts';

export const GET = supportRoute('page', supportPage);
