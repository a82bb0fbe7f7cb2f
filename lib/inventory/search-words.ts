/** What somebody looks for, as the inventory writes it. Pure. */

/** Another way to write a word: what has the word has this too. */
const rewritings: readonly (readonly [RegExp, string])[] = [
  // Whoever has an address copies it whole; sources have it without the way in which it is fetched.
  [/^https?:\/\/(?=.)/, ''],
  [/(?<=[^/])\/+$/, ''],
  // People say it in full, and no source writes it so.
  [/pre(-?)production/g, 'pre$1prod'],
];

const asWritten = (word: string): string =>
  rewritings.reduce((said, [as, instead]) => said.replace(as, instead), word);

/** Each of them must be somewhere in what a thing says. */
export const searchWords = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(asWritten);
