import { ChangePassword, changeOwnPassword, changePassword } from '#lib/access/index.ts';
import { done } from '#lib/kernel/result.ts';
import { defineAction } from './define-action.ts';
import { wholeConsole } from './runtime.ts';
import { keepSession } from './session.ts';

/**
 * Every session of this person ends with the old password; the one in which they changed it goes on
 * under the new one.
 */
export const changePasswordByForm = defineAction({
  permission: changeOwnPassword,
  input: ChangePassword,
  worldOf: wholeConsole,
  async run(world, actor, input) {
    const changed = await changePassword(world, actor, input);
    if (!changed.ok) return changed;
    await keepSession(changed.value.session);
    return done(null);
  },
});
