'use server';

import type { ActionResult } from '#lib/kernel/result.ts';
import { choosePasswordByForm } from '#lib/web/change-password-action.ts';

export async function choosePasswordAction(
  previous: ActionResult<null> | null,
  form: FormData,
): Promise<ActionResult<null>> {
  return choosePasswordByForm(previous, form);
}
