import { escapeCell } from '#lib/kernel/csv-cell.ts';

export type Cell = string | number | boolean | null;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' ? escapeCell(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. Null is an empty cell.
 */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}
