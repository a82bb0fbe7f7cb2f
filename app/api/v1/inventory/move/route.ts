import { recordMoveInInventory } from '../../../../(console)/inventory/migration/move/commands.ts';
import { commandRoute } from '#lib/web/routes.ts';

export const POST = commandRoute(recordMoveInInventory);
