import { changeInventory, PreviewImport, previewImport } from '#lib/inventory/index.ts';
import { commandInTurn } from '#lib/web/costly-read.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: changeInventory,
  input: PreviewImport,
  worldOf: wholeConsole,
  run: commandInTurn(changeInventory, previewImport),
  takesFile: true,
});
