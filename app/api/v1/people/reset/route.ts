import { NamePerson, resetAccount, resetPassword } from '#lib/access/index.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: resetPassword,
  input: NamePerson,
  worldOf: wholeConsole,
  run: resetAccount,
});
