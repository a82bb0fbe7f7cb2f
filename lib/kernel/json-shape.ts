/** What a text of JSON must not have, found before it is read, which nothing interrupts. Pure. */

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [list, object] = [0x5b, 0x7b];

/**
 * Whether it has more than `most` values, lists and objects, as far as its signs outside of texts
 * say.
 */
export function hasMoreValues(json: Uint8Array, most: number): boolean {
  let values = 1;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === quote) isText = !isText;
    else if (isText) {
      if (byte === backslash) at += 1;
    } else if (byte === comma || byte === list || byte === object) values += 1;
    if (values > most) return true;
  }
  return false;
}
