/** Parts of JSON that somebody else wrote, of whatever shape. Pure. */

export type JsonObject = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // Its members are unknown.
      (value as JsonObject)
    : null;

export const listOf = (value: unknown): readonly unknown[] =>
  // Its members are unknown.
  Array.isArray(value) ? (value as readonly unknown[]) : [];

/** Of a text, a number, or yes and no; null: it is nothing of that, or empty. */
export function scalarText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The member at a path; a number is a place in a list. */
export function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return listOf(inner)[Number(step)];
    const object = objectOf(inner);
    return object !== null && Object.hasOwn(object, step) ? object[step] : undefined;
  }, value);
}
