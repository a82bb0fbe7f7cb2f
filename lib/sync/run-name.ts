/** `local-12`: what people say aloud, what URLs and files carry. */
export function runName(environment: string, number: number): string {
  return `${environment}-${number}`;
}

/**
 * Null when the text is no run name. An environment's own name may hold hyphens. A number of seven
 * digits could be a doctor's, and is in no address.
 */
export function parseRunName(
  text: string,
): { readonly environment: string; readonly number: number } | null {
  const match = /^(?<environment>[A-Za-z0-9][A-Za-z0-9_-]{0,62})-(?<number>[1-9]\d{0,5})$/.exec(
    text,
  );
  if (match?.groups === undefined) return null;
  const { environment, number } = match.groups;
  return environment === undefined || number === undefined
    ? null
    : { environment, number: Number(number) };
}

/**
 * What a person types for a run (`12`, `run 12`, `local-12`) as the name that URLs carry, or null.
 */
export function runNameOf(text: string, environment: string): string | null {
  const typed = text.trim().replace(/^(run\s+|#)/i, '');
  const name = /^\d+$/.test(typed) ? `${environment}-${typed}` : typed;
  const parsed = parseRunName(name);
  return parsed === null ? null : runName(parsed.environment, parsed.number);
}
