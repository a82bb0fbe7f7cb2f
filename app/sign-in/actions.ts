'use server';

import { signInWithForm, signOutOfForm, type SignInResult } from '#lib/web/sign-in-action.ts';

export async function signInAction(previous: unknown, form: FormData): Promise<SignInResult> {
  return signInWithForm(previous, form);
}

export async function signOutAction(): Promise<void> {
  await signOutOfForm();
}
