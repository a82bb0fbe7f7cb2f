import { itemKey } from '#lib/inventory/client.ts';

/** The key that the parts of an address name; null where they are no text that names anything. */
export function keyOf(parts: readonly string[]): string | null {
  try {
    const read = itemKey.safeParse({ key: parts.map(decodeURIComponent).join('/') });
    return read.success ? read.data.key : null;
  } catch {
    return null;
  }
}
