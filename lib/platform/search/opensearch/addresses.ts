// The engine takes 4,096 characters in the first line of a request.
const longestNames = 3_000;

/** Names of indexes for the path of a request, in as few parts as an address takes. */
export function inAddresses(names: readonly string[]): readonly string[] {
  const parts: string[] = [];
  for (const name of names.map((one) => encodeURIComponent(one))) {
    const last = parts.at(-1);
    if (last === undefined || last.length + 1 + name.length > longestNames) parts.push(name);
    else parts[parts.length - 1] = `${last},${name}`;
  }
  return parts;
}
