import { ApplyImport, changeInventory, importInventory } from '#lib/inventory/index.ts';
import { commandInTurn } from '#lib/web/costly-read.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: changeInventory,
  input: ApplyImport,
  worldOf: wholeConsole,
  run: commandInTurn(changeInventory, importInventory),
  takesFile: true,
});
