import { count } from './numbers.ts';

/** `local` as `Local`, for names that became headings. */
export const titleCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const formats = {
  and: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  or: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
} as const;

/** `a, b and c`. */
export const listWords = (items: readonly string[], last: keyof typeof formats): string =>
  formats[last].format(items);

const mostListed = 5;

/** The same of what there may be thousands of: `a, b, c, d, e and 3 more`. */
export const someWords = (items: readonly string[]): string =>
  items.length <= mostListed
    ? listWords(items, 'and')
    : listWords([...items.slice(0, mostListed), `${count(items.length - mostListed)} more`], 'and');

/** Sentences one after the other: each ends with a stop of its own. */
export const sentences = (...parts: readonly (string | false | undefined)[]): string =>
  parts
    .flatMap((part) => (part === undefined || part === false || part === '' ? [] : [part]))
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
