/** How a person fills in one field of a schema. Forms are drawn from it, in its order. */
export type FieldDescription = {
  readonly label: string;
  readonly hint?: string;
  /** In no draft: whoever signs in next in this tab does not get it. */
  readonly isPrivate?: true;
} & (
  | {
      readonly control: 'text' | 'email' | 'password';
      /** What a browser or a password manager may fill in; `off` for what must be typed. */
      readonly autoComplete: string;
    }
  | { readonly control: 'long-text' }
  /** A day and a time as clocks in London show them, `2026-11-28T22:00`. */
  | { readonly control: 'date-time' }
  | { readonly control: 'tick' }
  | {
      readonly control: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
);

/** The fields of a form by the names of the schema's; what a person does not fill in is absent. */
export type FieldDescriptions<Name extends string = string> = Readonly<
  Partial<Record<Name, FieldDescription>>
>;

/** What is wrong with each field, by its name, in words. */
export type FieldErrors = Readonly<Record<string, string>>;

/** An edit whose version is no longer the newest one. */
export interface StaleEdit {
  /** The newest version: whoever sends it next has seen what changed. */
  readonly version: number;
  readonly changedBy: string;
  /** ISO 8601, UTC. */
  readonly changedAt: string;
  /** The changed fields by name, as they are now. */
  readonly now: Readonly<Record<string, string | boolean | null>>;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The first thing that is wrong with each field. */
export function fieldErrorsOf(issues: readonly Issue[]): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of issues) errors[path.map(String).join('.')] ??= message;
  return errors;
}

const tickPrefix = 'is:';

/**
 * What a control is called in a form: the value of a tick box is not its text but that it is on.
 */
export function inputName(name: string, { control }: FieldDescription): string {
  return control === 'tick' ? `${tickPrefix}${name}` : name;
}

/** Fields of a form as an object: an empty one is absent, and a tick box that is on is `true`. */
export function readForm(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string' || value === '' || name.startsWith('$ACTION')) continue;
    if (name.startsWith(tickPrefix)) fields[name.slice(tickPrefix.length)] = true;
    else fields[name] = value;
  }
  return fields;
}

/** What a form makes of what it was given: a field that was emptied is absent, not as before. */
export function fillIn(
  given: Readonly<Record<string, unknown>>,
  fields: FieldDescriptions,
  form: FormData,
): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given))
    if (fields[name] === undefined) filled[name] = value;
    else if (fields[name].control === 'tick') filled[name] = false;
  return { ...filled, ...readForm(form) };
}
