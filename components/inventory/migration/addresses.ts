const page = '/inventory/migration';

/** Where a move of an item is recorded. */
export const moveHref = (key: string): string =>
  `${page}/move?${new URLSearchParams({ item: key })}`;

/** What a move of these takes; nothing chosen yet without any. */
export const whatIfHref = (chosen: readonly string[]): string => {
  const search = new URLSearchParams(chosen.map((key) => ['choose', key]));
  return chosen.length === 0 ? `${page}/what-if` : `${page}/what-if?${search}`;
};
