import { addToInventoryCommand } from '../../../../(console)/inventory/commands.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute(addToInventoryCommand);
