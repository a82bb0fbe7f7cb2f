import { config, type z } from 'zod';
import { inputWords } from '#lib/kernel/input-words.ts';
import { fieldErrorsOf, type FieldErrors } from '#lib/kernel/form-fields.ts';

// A browser refuses to compile text of ours (Content-Security-Policy without `unsafe-eval`), and
// reports each try. The server may, so that messages are read fast there.
if (typeof window !== 'undefined') config({ jitless: true });

/** What a browser cannot read, such as half of a time, is empty to all who ask for its value. */
export function unreadableFields(form: HTMLFormElement): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { name, validity } of form.querySelectorAll('input'))
    if (validity.badInput) errors[name] = 'Fill in the whole day and time, or clear them.';
  return errors;
}

export type CheckedInput<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldErrors };

/** What the server will check again, in the browser. */
export function checkInput<S extends z.ZodType>(
  schema: S,
  given: unknown,
): CheckedInput<z.output<S>> {
  const checked = schema.safeParse(given, { error: inputWords });
  return checked.success
    ? { ok: true, value: checked.data }
    : { ok: false, errors: fieldErrorsOf(checked.error.issues) };
}
