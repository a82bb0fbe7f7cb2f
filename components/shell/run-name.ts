/** What a person types for a run (`12`, `run 12`, `local-12`) as the name that URLs carry, or null. */
export function runNameOf(text: string, environment: string): string | null {
  const typed = text.trim().toLowerCase().replace(/^(run\s+|#)/, '');
  if (/^[1-9]\d{0,8}$/.test(typed)) return `${environment}-${typed}`;
  return /^[a-z0-9][a-z0-9-]*-[1-9]\d{0,8}$/.test(typed) ? typed : null;
}
