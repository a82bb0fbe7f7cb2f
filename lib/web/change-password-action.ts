import { ChangePassword, changeOwnPassword, changePassword } from '#lib/access/index.ts';
import { redirect } from 'next/navigation';
import { done, type ActionResult } from '#lib/kernel/result.ts';
import { defineAction } from './define-action.ts';
import { webRuntime, wholeConsole } from './runtime.ts';
import { keepSession } from './session.ts';
import { safeDestination, textOf } from './sign-in-action.ts';

/**
 * Every session of this person ends with the old password; the one in which they changed it goes on
 * under the new one.
 */
export const changePasswordByForm = defineAction({
  permission: changeOwnPassword,
  input: ChangePassword,
  worldOf: wholeConsole,
  async run(world, actor, input) {
    const changed = await changePassword(world, webRuntime().signInPace, actor, input);
    if (!changed.ok) return changed;
    await keepSession(changed.value.session);
    return done(null);
  },
});

/** The same in place of a password that was made for them; then on to the field `to`. */
export async function choosePasswordByForm(
  previous: ActionResult<null> | null,
  form: FormData,
): Promise<ActionResult<null>> {
  const changed = await changePasswordByForm(previous, form);
  if (!changed.ok) return changed;
  redirect(safeDestination(textOf(form, 'to')));
}
