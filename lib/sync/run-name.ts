/** `local-12`: what people say aloud, what URLs and files carry. */
export function runName(environment: string, number: number): string {
  return `${environment}-${number}`;
}

/** Null when the text is no run name. An environment's own name may hold hyphens. */
export function parseRunName(
  text: string,
): { readonly environment: string; readonly number: number } | null {
  const match = /^(?<environment>[A-Za-z0-9][A-Za-z0-9_-]{0,62})-(?<number>[1-9]\d{0,8})$/.exec(
    text,
  );
  if (match?.groups === undefined) return null;
  const { environment, number } = match.groups;
  return environment === undefined || number === undefined
    ? null
    : { environment, number: Number(number) };
}
