'use client';

import { Note } from '#components/ui/feedback/note.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { SignIn, signInFields } from '#lib/access/client.ts';
import { signInAction } from './actions.ts';

interface SignInFormProps {
  readonly to: string;
  /** Why the way here did not lead further; null when the person simply came. */
  readonly refusedBefore: string | null;
}

const title = 'You are not signed in';

export function SignInForm({ to, refusedBefore }: SignInFormProps) {
  return (
    <Form
      schema={SignIn}
      fields={signInFields}
      action={signInAction}
      words={{
        submit: 'Sign in',
        busy: 'Signing in…',
        failed: title,
        notKnown: 'It is not known whether you are signed in',
      }}
      submitClassName="mt-5 h-11! w-full text-body!"
      notice={
        refusedBefore !== null && (
          <Note tone="bad" role="alert" title={title}>
            <p>{refusedBefore}</p>
          </Note>
        )
      }
    >
      <input type="hidden" name="to" value={to} />
    </Form>
  );
}
