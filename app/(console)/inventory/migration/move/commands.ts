import { changeInventory, recordMove, RecordMove } from '#lib/inventory/index.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

/** Records how far an item of the move is, as the page and the route offer it. */
export const recordMoveInInventory = {
  permission: changeInventory,
  input: RecordMove,
  worldOf: wholeConsole,
  run: recordMove,
};
