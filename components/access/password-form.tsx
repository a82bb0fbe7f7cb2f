'use client';

import { useActionState } from 'react';
import type { ActionResult } from '#components/ui/action-result.ts';
import { Button } from '#components/ui/form/button.tsx';
import { TextField } from '#components/ui/form/field.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { useFocusOn } from '#components/ui/feedback/use-focus-on.ts';

interface PasswordFormProps {
  readonly email: string;
  readonly change: (
    previous: ActionResult<null> | null,
    form: FormData,
  ) => Promise<ActionResult<null>>;
}

/** Works without JavaScript: a plain form to a server action. */
export function PasswordForm({ email, change }: PasswordFormProps) {
  const [answer, submit, isPending] = useActionState(change, null);
  const result = useFocusOn<HTMLDivElement>(answer);
  return (
    <form action={submit} className="max-w-110">
      {answer !== null && (
        <div ref={result} tabIndex={-1} className="mt-3">
          {answer.ok ? (
            <Note tone="ok" role="status" title="Your password is changed">
              <p>
                Use the new one from now on. You stay signed in here; everywhere else you have been
                signed out.
              </p>
            </Note>
          ) : (
            <Note tone="bad" role="alert" title="Your password is not changed">
              <p>{answer.fault.says}</p>
              {answer.fault.kind === 'unavailable' && (
                <p>
                  If it goes on, quote <code>{answer.id}</code>.
                </p>
              )}
            </Note>
          )}
        </div>
      )}
      {/* Password managers want to know whose it is. */}
      <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
      <TextField
        label="Current password"
        name="current"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label="New password"
        hint="At least 12 characters, and not your email address. A few words in a row are good."
        name="next"
        type="password"
        autoComplete="new-password"
        minLength={12}
        required
      />
      <TextField
        label="New password again"
        name="again"
        type="password"
        autoComplete="new-password"
        required
      />
      <Button type="submit" look="primary" disabled={isPending} className="mt-5">
        {isPending ? 'Changing…' : 'Change password'}
      </Button>
    </form>
  );
}
