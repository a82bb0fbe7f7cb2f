import { sendTestNotice, TestRoute, testRoute } from '#lib/notify/index.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: sendTestNotice,
  input: TestRoute,
  worldOf: wholeConsole,
  run: testRoute,
});
