import { config, type z } from 'zod';
import { inputWords } from '#lib/kernel/input-words.ts';
import { fieldErrorsOf, type FieldErrors } from '#lib/kernel/form-fields.ts';

// A browser refuses to compile text of ours (Content-Security-Policy without `unsafe-eval`), and
// reports each try. The server may, so that messages are read fast there.
if (typeof window !== 'undefined') config({ jitless: true });

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
