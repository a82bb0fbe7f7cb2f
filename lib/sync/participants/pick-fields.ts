import type { Document, Json } from '#lib/platform/search/port.ts';

/** Only these fields, absent ones staying absent. */
export function pickFields(source: Document, fields: readonly string[]): Record<string, Json> {
  const picked: Record<string, Json> = {};
  for (const field of fields) {
    const value = source[field];
    if (value !== undefined && value !== null) picked[field] = value;
  }
  return picked;
}
