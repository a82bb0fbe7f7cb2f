'use server';

import { changePasswordByForm } from '#lib/web/change-password-action.ts';

export const changePasswordAction = changePasswordByForm;
