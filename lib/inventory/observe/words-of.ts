/** Names and hosts as they are held against each other: `core-staging-app` and `App`. Pure. */

/** In lower case, with blanks between, whatever was between. */
export const wordsOf = (text: string): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** What is left without those words, wherever they are. */
export const withoutWords = (words: string, left: ReadonlySet<string>): string =>
  words
    .split(' ')
    .filter((word) => !left.has(word))
    .join(' ');

/** Whether the words of `part` follow each other in `whole`; the last may be a beginning. */
export const hasWords = (whole: string, part: string): boolean =>
  part !== '' && ` ${whole}`.includes(` ${part}`);

export const hasWholeWords = (whole: string, part: string): boolean =>
  part !== '' && ` ${whole} `.includes(` ${part} `);

/** `a b c`, `b c`, `c`: the words from each of them on. */
export function endingsOf(words: string): readonly string[] {
  if (words === '') return [];
  const endings = [words];
  for (let at = words.indexOf(' '); at >= 0; at = words.indexOf(' ', at + 1))
    endings.push(words.slice(at + 1));
  return endings;
}

const host = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,62}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,62}$/;
const longestHost = 253;

/** The host names in a text: of an address, or of a sentence with some. */
export const hostsIn = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z0-9_.-]+/g) ?? []).flatMap((part) => {
    if (part.length > longestHost + 2) return [];
    const name = part.replace(/^[.-]+/, '').replace(/[.-]+$/, '');
    return name.length <= longestHost && host.test(name) ? [name] : [];
  });
