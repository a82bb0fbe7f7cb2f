import { parseRunName, runName } from '#lib/sync/client.ts';

/**
 * What a person types for a run (`12`, `run 12`, `local-12`) as the name that URLs carry, or null.
 */
export function runNameOf(text: string, environment: string): string | null {
  const typed = text.trim().replace(/^(run\s+|#)/i, '');
  const name = /^\d+$/.test(typed) ? `${environment}-${typed}` : typed;
  const parsed = parseRunName(name);
  return parsed === null ? null : runName(parsed.environment, parsed.number);
}
