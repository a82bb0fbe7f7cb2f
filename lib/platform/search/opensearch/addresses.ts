// The engine takes 4,096 characters in the first line of a request.
const longestNames = 3_000;

/** Names of indexes for the path of one request; all that there are where they are too many. */
export function inOneAddress(names: readonly string[]): string {
  const address = names.map((name) => encodeURIComponent(name)).join();
  return address.length > longestNames ? '*' : address;
}
