import { testRouteOfConsole } from '../../../../(console)/status/notices/commands.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute(testRouteOfConsole);
