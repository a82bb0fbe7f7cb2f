import { sendTestNotice, TestRoute, testRoute } from '#lib/notify/index.ts';
import { wholeConsole } from '#lib/web/runtime.ts';

/** A test notice as the page and programs send it. */
export const testRouteOfConsole = {
  permission: sendTestNotice,
  input: TestRoute,
  worldOf: wholeConsole,
  run: testRoute,
};
