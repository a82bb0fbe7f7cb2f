'use server';

import { ChangePassword, changePassword } from '#lib/access/index.ts';
import { defineAction } from '#lib/web/define-action.ts';

export const changePasswordAction = defineAction({ name: 'access.change-password', input: ChangePassword, run: changePassword });
