'use server';

import { signInWithForm, signOutOfForm, type SignInAnswer } from '#lib/web/sign-in-action.ts';

export async function signInAction(previous: SignInAnswer | null, form: FormData): Promise<SignInAnswer> {
  return signInWithForm(previous, form);
}

export async function signOutAction(): Promise<void> {
  await signOutOfForm();
}
