import { disableAccount, disablePerson, NamePerson } from '#lib/access/index.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: disablePerson,
  input: NamePerson,
  worldOf: wholeConsole,
  run: disableAccount,
});
