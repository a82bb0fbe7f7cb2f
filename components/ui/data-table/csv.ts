export type Cell = string | number | boolean | null;

/**
 * A text that a spreadsheet would take for a formula, also after blanks or line feeds, or in
 * full-width signs, is kept as text (OWASP, CSV injection).
 */
const isFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && isFormula.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. Null is an empty cell.
 */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}
