import { cancelRunInEnvironment } from '../../../../(console)/sync/commands.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute(cancelRunInEnvironment);
