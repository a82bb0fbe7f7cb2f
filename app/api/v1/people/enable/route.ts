import { enableAccount, enablePerson, NamePerson } from '#lib/access/index.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: enablePerson,
  input: NamePerson,
  worldOf: wholeConsole,
  run: enableAccount,
});
