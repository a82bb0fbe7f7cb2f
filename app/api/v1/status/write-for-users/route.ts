import { writeForUsersInEnvironment } from '../../../../(console)/status/commands.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute(writeForUsersInEnvironment);
