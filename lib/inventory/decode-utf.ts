/** The bytes of a file as text, safe in a browser. Pure. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** UTF-16 has a mark; everything else is UTF-8, with a mark or without. */
export function encodingOf([first, second]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Without the mark; null: some of the bytes are none of that encoding. */
export function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
