import { changePersonRole, changeRole, ChangeRole } from '#lib/access/index.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: changeRole,
  input: ChangeRole,
  worldOf: wholeConsole,
  run: changePersonRole,
});
