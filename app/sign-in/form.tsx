'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/form/button.tsx';
import { TextField } from '#components/ui/form/field.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { useFocusOn } from '#components/ui/feedback/use-focus-on.ts';
import { signInAction } from './actions.ts';

interface SignInFormProps {
  readonly to: string;
  /** Why the way here did not lead further; null when the person simply came. */
  readonly refusedBefore: string | null;
}

/** Works without JavaScript: a plain form to a server action. */
export function SignInForm({ to, refusedBefore }: SignInFormProps) {
  const [answer, submit, isPending] = useActionState(signInAction, null);
  const refusal = useFocusOn<HTMLDivElement>(answer);
  return (
    <form action={submit}>
      <input type="hidden" name="to" value={to} />
      {answer === null && refusedBefore !== null && (
        <Note tone="bad" role="alert" title="You are not signed in">
          <p>{refusedBefore}</p>
        </Note>
      )}
      {answer !== null && (
        <div ref={refusal} tabIndex={-1}>
          <Note tone="bad" role="alert" title="You are not signed in">
            <p>{answer.fault.says}</p>
            {answer.fault.kind !== 'forbidden' && (
              <p>
                If it goes on, quote <code>{answer.id}</code>.
              </p>
            )}
          </Note>
        </div>
      )}
      <TextField
        label="Email address"
        name="email"
        type="text"
        inputMode="email"
        autoComplete="username"
        required
        defaultValue={answer?.email ?? ''}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Button
        type="submit"
        look="primary"
        disabled={isPending}
        className="mt-5 h-11! w-full text-body!"
      >
        {isPending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
