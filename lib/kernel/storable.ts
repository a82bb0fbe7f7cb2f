/** What a database can keep of what people send. */

/** The version of a row has four bytes. */
export const largestVersion = 2_147_483_647;

// No text of PostgreSQL has a NUL, and no JSON of it half of a surrogate pair.
const unstorable = /\0|\p{Cs}/u;

/** Whether every text of it can be stored, names included, at whatever depth. */
export function isStorable(given: unknown): boolean {
  const open = [given];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === 'string') {
      if (unstorable.test(one)) return false;
    } else if (Array.isArray(one)) for (const part of one) open.push(part);
    else if (typeof one === 'object' && one !== null)
      for (const [name, part] of Object.entries(one)) open.push(name, part);
  }
  return true;
}
