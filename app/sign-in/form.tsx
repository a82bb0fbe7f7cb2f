'use client';

import { useActionState } from 'react';
import { signInAction } from './actions.ts';

export function SignInForm({ to }: { readonly to: string }) {
  const [answer, submit, isPending] = useActionState(signInAction, null);
  return (
    <form action={submit}>
      <input type="hidden" name="to" value={to} />
      {answer === null ? null : (
        <p role="alert" id="sign-in-fault">
          {answer.fault.says}
        </p>
      )}
      <label>
        Email address
        <input name="email" type="text" inputMode="email" autoComplete="username" required defaultValue={answer?.email ?? ''} />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" disabled={isPending}>
        Sign in
      </button>
    </form>
  );
}
