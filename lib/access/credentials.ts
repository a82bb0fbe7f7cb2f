import { z } from 'zod';
import {
  fieldErrorsOf,
  type FieldDescriptions,
  type FieldErrors,
} from '#lib/kernel/form-fields.ts';
import { done, type Result } from '#lib/kernel/result.ts';

const shortestPassword = 12;
/** Longer ones cost memory before they are wrong. */
export const longestPassword = 1_000;

const password = (missing: string) =>
  z
    .string({ error: missing })
    .min(1, missing)
    .max(longestPassword, `A password has at most ${longestPassword} characters.`);

export const SignIn = z.object({
  email: z
    .string({ error: 'Enter your email address.' })
    .trim()
    .min(1, 'Enter your email address.'),
  password: password('Enter your password.'),
});

export const signInFields: FieldDescriptions<keyof z.infer<typeof SignIn>> = {
  email: { control: 'email', label: 'Email address', autoComplete: 'username' },
  password: { control: 'password', label: 'Password', autoComplete: 'current-password' },
};

/** Length over variety: NIST SP 800-63B, 3.1.1. */
export const ChangePassword = z
  .object({
    current: password('Type your current password.'),
    next: password('Type a new password.').refine(
      (next) => Array.from(next).length >= shortestPassword,
      `The new password must have at least ${shortestPassword} characters.`,
    ),
    again: password('Type the new password again.'),
  })
  .refine(({ next, again }) => next === again, {
    path: ['again'],
    error: 'The two new passwords differ. Type the same one twice.',
  })
  .refine(({ current, next }) => next !== current, {
    path: ['next'],
    error: 'The new password is the current one. Choose another.',
  });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const changePasswordFields: FieldDescriptions<keyof ChangePassword> = {
  current: {
    control: 'password',
    label: 'Current password',
    autoComplete: 'current-password',
  },
  next: {
    control: 'password',
    label: 'New password',
    hint:
      `At least ${shortestPassword} characters, and not your email address. ` +
      'A few words in a row are good.',
    autoComplete: 'new-password',
  },
  again: { control: 'password', label: 'New password again', autoComplete: 'new-password' },
};

const wrong = (fields: FieldErrors): Result<void> => ({
  ok: false,
  fault: { kind: 'invalid', says: Object.values(fields).join(' '), fields },
});

/** Whether the new password may become this person's, before the old one is compared. */
export function mayBecomePassword(email: string, input: ChangePassword): Result<void> {
  const checked = ChangePassword.safeParse(input);
  if (!checked.success) return wrong(fieldErrorsOf(checked.error.issues));
  if (input.next.trim().toLowerCase() === email.toLowerCase())
    return wrong({ next: 'The new password is the email address. Choose another.' });
  return done(undefined);
}
