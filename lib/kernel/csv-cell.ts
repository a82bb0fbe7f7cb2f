/**
 * What a spreadsheet takes for a formula, also after blanks or quotes and in full-width signs
 * (OWASP, CSV injection).
 */
const formula = String.raw`(?:[^\S\t\r\n]|")*[=+\-@＝＋－＠]`;

/**
 * Where it may begin a cell: with the text, and wherever it splits it. One of a locale that
 * separates by semicolons does so within quotes too, since those are then around no whole cell; and
 * to it each line is a row.
 */
const marked = (mark: string): RegExp =>
  new RegExp(
    `^${mark}(?='*(?:${formula}|[\\t\\r\\n]))|(?<=[;\\t\\r\\n])${mark}(?='*${formula})`,
    'gu',
  );
const needsMark = marked('');
const hasMark = marked(`'`);

const formulaFirst = new RegExp(`^${formula}`, 'u');
/** Of a cell as it is in a file. */
export const isFormula = (cell: string): boolean => formulaFirst.test(cell);

/**
 * An apostrophe before whatever would be a formula, and before what already has one there: taking
 * one away gives each text back as it was.
 */
export const escapeCell = (text: string): string => text.replaceAll(needsMark, `'`);
export const unescapeCell = (cell: string): string => cell.replaceAll(hasMark, '');
