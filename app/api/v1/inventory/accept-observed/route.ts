import { acceptDifferenceCommand } from '../../../../(console)/inventory/drift/commands.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute(acceptDifferenceCommand);
