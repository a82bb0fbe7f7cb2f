'use client';

import { ChangePassword, changePasswordFields } from '#lib/access/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { Form } from '#components/ui/form/form.tsx';

interface PasswordFormProps {
  readonly email: string;
  /** Where `change` leads when it is done, which then needs no words here. */
  readonly to?: string;
  readonly change: (
    previous: ActionResult<null> | null,
    form: FormData,
  ) => Promise<ActionResult<null>>;
}

const changed = () => (
  <Note tone="ok" role="status" title="Your password is changed">
    <p>
      Use the new one from now on. You stay signed in here; everywhere else you have been signed
      out.
    </p>
  </Note>
);

export function PasswordForm({ email, change, to }: PasswordFormProps) {
  return (
    <div className="max-w-110">
      <Form
        schema={ChangePassword}
        fields={changePasswordFields}
        action={change}
        words={{
          submit: 'Change password',
          busy: 'Changing…',
          failed: 'Your password is not changed',
          notKnown: 'It is not known whether your password is changed',
        }}
        {...(to === undefined ? { done: changed } : {})}
      >
        {/* Password managers want to know whose it is. */}
        <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
        {to !== undefined && <input type="hidden" name="to" value={to} />}
      </Form>
    </div>
  );
}
