/** What people may write, and how words of others are stored, logged and printed. */
import { z } from 'zod';

// Pressing Enter or Tab in a field is no mistake.
const breaks = /[\t\n\r\u2028\u2029]+/gu;
// Control characters, NUL among them, and halves of surrogate pairs, which no UTF-8 has.
const control = /[\p{Cc}\p{Cs}]/u;
// They show text in another order than it is read (Unicode Technical Report 36, 2.5).
const bidirectional = /\p{Bidi_Control}/u;
// Marks without a width of their own. Joiners and variation selectors stay: they shape letters.
const invisible =
  /(?![\u200c\u200d\ufe0e\ufe0f\p{Bidi_Control}])\p{Default_Ignorable_Code_Point}/gu;
const anyInvisible = /\p{Default_Ignorable_Code_Point}/gu;
// U+2800 is a letter of Braille without a dot.
const visible = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
const sevenDigits = /(?<!\p{Nd})\p{Nd}{7}(?!\p{Nd})/u;

/** Whether a reader sees anything of it. */
export const isVisible = (text: string): boolean => visible.test(text);

/** As long as a GMC number, in whatever figures, also with marks in it that nobody sees. */
export const hasSevenDigits = (text: string): boolean =>
  sevenDigits.test(text.replace(anyInvisible, '').normalize('NFKC'));

/** One line, without what nobody sees; what shows nothing at all is empty. */
function tidy(text: string): string {
  const line = text.replace(breaks, ' ').replace(invisible, '').trim();
  return isVisible(line) || control.test(line) || bidirectional.test(line) ? line : '';
}

export const controlRefused = 'Leave out control characters: they cannot be seen.';
export const bidirectionalRefused = 'Leave out marks that change the direction of text.';
export const sevenDigitsRefused = 'Leave out numbers of seven digits: they may be GMC numbers.';

/**
 * All free text passes it: one visible line of at most `longest` characters. Empty where it shows
 * nothing; whoever needs a text says so with `min`.
 */
export const freeText = (longest: number, tooLong: string) =>
  z
    .string()
    .overwrite(tidy)
    .max(longest, tooLong)
    .refine((text) => !control.test(text), controlRefused)
    .refine((text) => !bidirectional.test(text), bidirectionalRefused);

/** The same where a person writes why, or looks for something: no numbers of doctors. */
export const freeTextWithoutNumbers = (longest: number, tooLong: string) =>
  freeText(longest, tooLong).refine((text) => !hasSevenDigits(text), sevenDigitsRefused);

const unwritable = new RegExp(`${control.source}|${bidirectional.source}`, 'gu');
const everySevenDigits = new RegExp(sevenDigits.source, 'gu');

/** At most `longest` characters of whatever somebody sent, with a mark for what has no sign. */
export const printable = (text: string, longest: number): string =>
  text.slice(0, longest).replace(unwritable, '\ufffd');

/** The same of a whole text whose line ends are ours. */
export const printableLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => printable(line, line.length))
    .join('\n');

/** As `printable`, without numbers of seven digits, for addresses, messages and the audit. */
export function withoutNumbers(text: string, longest: number): string {
  const shown = printable(text, longest);
  if (!hasSevenDigits(shown)) return shown;
  return shown.replace(anyInvisible, '').normalize('NFKC').replace(everySevenDigits, '[number]');
}

/** A name of the request in a sentence. */
export const quoted = (name: string): string => `“${withoutNumbers(name, 80)}”`;

/**
 * A GMC number as lists may show it: its last three characters. Shorter ones show nothing, for they
 * would be whole.
 */
export function maskedGmcNumber(stored: string | null): string {
  const text = (stored ?? '').trim();
  return text.length < 6 ? 'number not shown' : `number ending ${text.slice(-3)}`;
}
