/** Rows of a CSV with what each cell says, and which cells cannot be read. Pure. */
import { CsvError, parse } from 'csv-parse/sync';
import { isFormula, unescapeCell } from '#lib/kernel/csv-cell.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { FileComplaint } from './complaint.ts';
import { csvColumns, type CsvColumn } from './csv-format.ts';

export interface CsvRow {
  /** As spreadsheets count: the head is row 1. */
  readonly row: number;
  /** Of the columns that the file has; an empty cell is an empty text. */
  readonly cells: Readonly<Partial<Record<CsvColumn, string>>>;
}

export interface CsvReading {
  readonly rows: readonly CsvRow[];
  readonly complaints: readonly FileComplaint[];
}

const inRow = (row: number, column: string | null, says: string): FileComplaint => ({
  place: 'row',
  at: row,
  column,
  says,
});

const delimiters = [',', ';', '\t'] as const;

/** What the first line that is no empty one has most of, outside quotes. */
function delimiterOf(text: string): string {
  const head = (/[^\r\n]+/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => head.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

const isColumn = (name: string): name is CsvColumn => csvColumns.some((column) => column === name);

/** What each place of the head means; null: something that is complained of. */
function readHead(head: readonly string[]): {
  readonly columns: readonly (CsvColumn | null)[];
  readonly complaints: readonly FileComplaint[];
} {
  const complaints: FileComplaint[] = [];
  const seen = new Map<string, number>();
  const columns = head.map((cell, position) => {
    const name = cell.trim();
    const where = String(position + 1);
    if (name === '') {
      complaints.push(inRow(1, where, 'The column has no name. Name it, or remove it.'));
      return null;
    }
    const before = seen.get(name);
    seen.set(name, position + 1);
    if (before !== undefined) {
      const says = `${quoted(name)} is column ${String(before)} too. Keep one of them.`;
      complaints.push(inRow(1, where, says));
      return null;
    }
    if (isColumn(name)) return name;
    const says = `${quoted(name)} is no column. There are ${listWords(csvColumns, 'and')}.`;
    complaints.push(inRow(1, where, says));
    return null;
  });
  if (!seen.has('item'))
    complaints.push(
      inRow(1, null, 'There is no column item, with the key of what a row is about.'),
    );
  return { columns, complaints };
}

// Of one file: a row with each attribute and relation of each thing is far less.
const mostRows = 50_000;
const mostColumns = 40;

const quoteWords = 'Put the cell between quotes, with each quote in it twice.';

const formulaWords =
  'This begins as a formula does. Where it is a text, write an apostrophe before it.';

/** What the reader could not go on after. */
function faultOf(error: CsvError, head: readonly string[]): FileComplaint {
  const { records, index } = error;
  const row = typeof records === 'number' ? records + 1 : 1;
  const column = typeof index === 'number' ? (head[index] ?? String(index + 1)) : null;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return inRow(row, column, 'A quote begins here and does not end. Close it.');
    case 'CSV_INVALID_CLOSING_QUOTE':
      return inRow(row, column, `Something follows a closing quote. ${quoteWords}`);
    case 'INVALID_OPENING_QUOTE':
      return inRow(row, column, `A quote is within a cell that begins without one. ${quoteWords}`);
    default:
      return inRow(row, column, 'This row cannot be read. Write it in another way.');
  }
}

/**
 * Commas, semicolons or tabs between cells; line ends of any system; line breaks in cells between
 * quotes. Nothing is made of a cell but its text.
 */
export function readCsv(text: string): CsvReading {
  const records: string[][] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: 1_000_000,
      to: mostRows + 2,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: [], complaints: [faultOf(error, records[0] ?? [])] };
  }
  const [head] = records;
  if (head === undefined)
    return { rows: [], complaints: [inRow(1, null, 'The file is empty. Nothing is in it.')] };
  if (records.length > mostRows + 1) {
    const says = `The file has more than ${count(mostRows)} rows, empty ones too. Divide it.`;
    return { rows: [], complaints: [inRow(mostRows + 2, null, says)] };
  }
  if (head.length > mostColumns) {
    const says = `The head has more than ${count(mostColumns)} columns. Remove what is over.`;
    return { rows: [], complaints: [inRow(1, String(mostColumns + 1), says)] };
  }
  const { columns, complaints: ofHead } = readHead(head);
  // Of cells below a wrong head nothing can be said that is of use.
  if (ofHead.length > 0) return { rows: [], complaints: ofHead };
  const complaints: FileComplaint[] = [];
  const rows = records.flatMap((record, position): CsvRow[] => {
    if (position === 0 || record.every((cell) => cell === '')) return [];
    const row = position + 1;
    const beyond = record.findIndex((cell, at) => at >= columns.length && cell !== '');
    if (beyond >= 0)
      complaints.push(
        inRow(
          row,
          String(beyond + 1),
          'The row has more cells than the head. Remove what is over.',
        ),
      );
    const cells: Partial<Record<CsvColumn, string>> = {};
    for (const [at, column] of columns.entries())
      if (column !== null) {
        const cell = record[at] ?? '';
        if (isFormula(cell)) complaints.push(inRow(row, column, formulaWords));
        cells[column] = unescapeCell(cell);
      }
    return [{ row, cells }];
  });
  if (rows.length === 0 && complaints.length === 0)
    complaints.push(inRow(1, null, 'There is a head and no row. Nothing is in it to import.'));
  return { rows, complaints };
}
