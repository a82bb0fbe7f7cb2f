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
const sevenDigits = /(?<!\p{Nd})\p{Nd}{7}(?!\p{Nd})/gu;

const digits = '\\p{Nd}';
// As people break a number to read it out: blanks, a dash also between blanks, or a mark.
const blank = '(?:\\p{Zs}{1,3}|\\p{Zs}{0,2}\\p{Pd}\\p{Zs}{0,2})';
// Ports and indexes are written with the others: 443:8443, 443/8443, 443,8443, and
// masterdoctorindex_20261127t204213_1; so are counts, 1,234,567.
const marks = ['\\.', '[·•‧∙⋅]', "['’]"];
const separator = `(?:${blank}|${marks.join('|')})`;
const sizes = [1, 2, 3, 4, 5, 6];
const inThree = sizes.flatMap((first) =>
  sizes.flatMap((second) => (first + second < 7 ? [[first, second, 7 - first - second]] : [])),
);
const joined = (parts: readonly number[], by: string): string =>
  parts.map((size) => `${digits}{${size}}`).join(by);
/** Nothing before or after it belongs to it too. */
const alone = (form: string, by: string): string => `(?<!${digits}${by})${form}(?!${by}${digits})`;
// In two parts; with its thousands apart; in three parts, of which a time and a number beside it
// are none; in more, which are no list then. 0.123456 is a share, and 10.20.30.4 an address.
const brokenForms = [
  ...sizes.map((first) => joined([first, 7 - first], separator)),
  alone(joined([1, 3, 3], separator), separator),
  ...inThree
    .filter((parts) => parts.join(' ') !== '1 3 3')
    .flatMap((parts) => [
      joined(parts, blank),
      ...marks.map((mark) => alone(joined(parts, mark), mark)),
    ]),
  alone(`${digits}(?:${blank}?${digits}){6}`, blank),
];
const brokenDigits = new RegExp(
  `(?<!${digits})(?!0\\.)(?:${brokenForms.join('|')})(?!${digits})`,
  'gu',
);
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const year = '(?:19|20)\\d\\d';
// Days, telephone numbers and ids of requests, whose digits and those beside them are no number.
const spared = new RegExp(
  `(?<!${digits})(${[
    `${year}([-./_ ]| - )${month}\\2${day}`,
    `${day}([-./_ ]| - )${month}\\3${year}`,
    '0\\d{2,4}[ -]\\d{3,4}[ -]\\d{3,4}',
    '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  ].join('|')})(?!${digits})`,
  'gu',
);

/** The text with each broken number as `as`. */
function withoutBroken(text: string, as: string): string {
  let [from, rest] = [0, ''];
  for (const { index, 0: kept } of text.matchAll(spared)) {
    rest += text.slice(from, index).replace(brokenDigits, as) + kept;
    from = index + kept.length;
  }
  return rest + text.slice(from).replace(brokenDigits, as);
}

const withoutFound = (text: string): string =>
  withoutBroken(text.replace(sevenDigits, '[number]'), '[number]');

/** What was left alone beside a number may be one without it. For short texts. */
function withoutSeven(text: string): string {
  for (let before = text; ;) {
    const after = withoutFound(before);
    if (after === before) return after;
    before = after;
  }
}

/** Whether a reader sees anything of it. */
export const isVisible = (text: string): boolean => visible.test(text);

// Whatever has a figure in NFKC is one of these, as are the marks between figures. Of other letters
// one becomes eighteen, which would all be looked at.
const maybeFigure = /[^\0-\x7f\p{L}\p{M}]/gu;
const figureOrMark = new RegExp(`\\p{Nd}|^${separator}$`, 'u');
const marksOnFigures = /(?<=\p{Nd})\p{M}+/gu;

function plainFigure(written: string): string {
  const plain = written.normalize('NFKC');
  return figureOrMark.test(plain) ? plain : written;
}

/** Without what nobody sees, and nothing is much longer by it. */
const inPlainFigures = (text: string): string =>
  text.replace(anyInvisible, '').replace(maybeFigure, plainFigure).replace(marksOnFigures, '');

/**
 * As long as a GMC number, in whatever figures, also with marks in it that nobody sees, or
 * broken once or more by blanks, a dash or a dot.
 */
export function hasSevenDigits(text: string): boolean {
  const plain = inPlainFigures(text);
  return withoutFound(plain) !== plain;
}

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
    // Nothing else is looked for in a text that may be of any length.
    .max(longest, { error: tooLong, abort: true })
    .refine((text) => !control.test(text), controlRefused)
    .refine((text) => !bidirectional.test(text), bidirectionalRefused);

/** The same where a person writes why, or looks for something: no numbers of doctors. */
export const freeTextWithoutNumbers = (longest: number, tooLong: string) =>
  freeText(longest, tooLong).refine((text) => !hasSevenDigits(text), sevenDigitsRefused);

const unwritable = new RegExp(`${control.source}|${bidirectional.source}`, 'gu');

/** At most `longest` characters of whatever somebody sent, with a mark for what has no sign. */
export const printable = (text: string, longest: number): string =>
  text.slice(0, longest).replace(unwritable, '\ufffd');

/** The same of a whole text whose line ends are ours. */
export const printableLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => printable(line, line.length))
    .join('\n');

/** As JSON in one line, whole: what a terminal would obey is written as its number. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    unwritable,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** As `printable`, without numbers of seven digits, for addresses, messages and the audit. */
export function withoutNumbers(text: string, longest: number): string {
  const shown = printable(text, longest);
  return hasSevenDigits(shown) ? withoutSeven(inPlainFigures(shown)) : shown;
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
