/** Kinds of values, for the features to declare their variables with. */
import { z } from 'zod';
import { isUrl } from './addresses.ts';

/** Variables as they were given: trimmed, the empty ones left out. */
export type Variables = Readonly<Record<string, string>>;

export type EnvReading<T> =
  { readonly ok: true; readonly env: T } | { readonly ok: false; readonly says: readonly string[] };

/** An empty value is an unset one: shells and compose files leave them behind. */
export function withoutEmpty(values: Readonly<Record<string, string | undefined>>): Variables {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value.trim() !== '') given[name] = value.trim();
  }
  return given;
}

/** One sentence a wrong variable, each naming it and the fix. Unknown variables are ignored. */
export function parseVariables<S extends z.ZodType>(
  schema: S,
  values: Variables,
): EnvReading<z.output<S>> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, env: parsed.data };
  const says = parsed.error.issues.map(
    ({ path, message }) => `${String(path[0])} ${message}, or be left out.`,
  );
  return { ok: false, says };
}

/** As `deploy/reference.env` and many a guide write what everyone replaces by their own. */
const placeholder = /CHANGE[-_ ]?(?:THIS|ME)|:PASSWORD@|^PASSWORD$/;

/** A sentence for each of these variables whose value is known to all readers of an example. */
export const placeholdersIn = (names: readonly string[], values: Variables): string[] =>
  names
    .filter((name) => placeholder.test(values[name] ?? ''))
    .map((name) => `${name} still has the words of the example in it. Put your own value there.`);

/** A sentence where `name` is given without `other`, which it needs. */
export const missingBeside = (
  values: Variables,
  name: string,
  other: string,
  why: string,
): readonly string[] =>
  values[name] !== undefined && values[other] === undefined
    ? [`${other} is missing: ${why}. Set it, or leave ${name} out.`]
    : [];

/** Messages say what to write, and never repeat the value: addresses carry passwords. */
export function address(
  protocols: readonly string[],
  example: string,
  isWellFormed: (value: string) => boolean = isUrl,
) {
  return z.string().superRefine((value, context) => {
    const begins = protocols.some(
      (protocol) => value.startsWith(`${protocol}//`) && value.length > protocol.length + 2,
    );
    if (begins && isWellFormed(value)) return;
    const details = begins
      ? ', without blanks, its port at most 65535, and special characters of a password ' +
        'written like %40'
      : '';
    context.addIssue({ code: 'custom', message: `must be an address like ${example}${details}` });
  });
}

export function wholeNumber(from: number, to: number, example: string) {
  const says = `must be a whole number from ${from} to ${to}, e.g. ${example}`;
  return z
    .string()
    .regex(/^\d{1,10}$/, says)
    .transform(Number)
    .refine((value) => value >= from && value <= to, says);
}

/** Where a site is, and nothing more: scheme, host, port. */
export function siteAddress(example: string) {
  return address(webProtocols, example).superRefine((value, context) => {
    if (!isUrl(value)) return;
    const { username, password, pathname, search, hash } = new URL(value);
    if ([username, password, search, hash].some((part) => part !== '') || pathname !== '/')
      context.addIssue({
        code: 'custom',
        message: `must be an address like ${example}, without a path, a user or a password`,
      });
  });
}

export const webProtocols: readonly string[] = ['http:', 'https:'];
