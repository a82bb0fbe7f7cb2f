import type { Json } from '#lib/platform/search/port.ts';

// Longer ones are in no order of the engine, which keeps exact values up to this length.
const longestKey = 256;

/** The value of a key field by which documents are told from one another; null: it is none. */
export function keyOf(value: Json | undefined): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  return text === '' || text.length > longestKey ? null : text;
}

// Halves of a pair encode code points beyond all others.
const rankOf = (unit: number): number => {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
};

/** In the order of both engines, which is that of UTF-8 bytes; `<` compares units of UTF-16. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at += 1) {
    const order = rankOf(a.charCodeAt(at)) - rankOf(b.charCodeAt(at));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
