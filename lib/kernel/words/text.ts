/** `local` as `Local`, for names that became headings. */
export const titleCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const formats = {
  and: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  or: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
} as const;

/** `a, b and c`. */
export const listWords = (items: readonly string[], last: keyof typeof formats): string =>
  formats[last].format(items);
