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

/**
 * Whether it has more than `most` parts and characters, each counted as often as it is reached: of
 * what is sent to an action, a part may hold itself, or be in many others.
 */
export function hasMoreThan(given: unknown, most: number): boolean {
  const open = [given];
  let size = 1;
  const isOver = (more: number): boolean => (size += more) > most;
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === 'string') {
      if (isOver(one.length)) return true;
    } else if (Array.isArray(one)) {
      // Before they are put with the others: the same long list may be in itself.
      if (isOver(one.length)) return true;
      for (const part of one) open.push(part);
    } else if (typeof one === 'object' && one !== null) {
      const parts = Object.entries(one);
      if (isOver(parts.length)) return true;
      for (const [name, part] of parts) open.push(name, part);
    }
  }
  return false;
}
