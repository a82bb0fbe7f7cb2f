/** `local` as `Local`, for names that became headings. */
export const titleCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const formats = {
  and: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  or: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
} as const;

/** `a, b and c`. */
export const listWords = (items: readonly string[], last: keyof typeof formats): string =>
  formats[last].format(items);

/** Sentences one after the other: each ends with a stop of its own. */
export const sentences = (...parts: readonly (string | false | undefined)[]): string =>
  parts
    .flatMap((part) => (part === undefined || part === false || part === '' ? [] : [part]))
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
