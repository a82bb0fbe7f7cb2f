import { AddPerson, addPerson, managePeople } from '#lib/access/index.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: managePeople,
  input: AddPerson,
  worldOf: wholeConsole,
  run: addPerson,
});
