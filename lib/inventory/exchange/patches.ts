/** Rows of a CSV by what they are about, each said once. Pure. */
import { listWords } from '#lib/kernel/words/text.ts';
import { sourceId } from '../estate-file.ts';
import { whyNotText } from '../estate-text.ts';
import { evidences, type Evidence, type Source } from '../model.ts';
import { whyNotKept } from '../secrets.ts';
import type { FileComplaint } from './complaint.ts';
import { csvColumns, type CsvColumn } from './csv-format.ts';
import type { CsvRow } from './read-csv.ts';
import { readKey, type KeyParts } from './wanted.ts';

export type Complain = (complaint: FileComplaint) => void;

type RowType = 'item' | 'fact' | 'relation' | 'source';

const columnsOf: Readonly<Record<RowType, readonly CsvColumn[]>> = {
  item: [
    'item',
    'kind',
    'name',
    'source',
    'profile',
    'sharedEnvironment',
    'aliases',
    'isProduction',
    'renamedFrom',
    'remove',
  ],
  fact: ['item', 'attribute', 'state', 'value', 'source', 'note', 'remove'],
  relation: ['item', 'relation', 'to', 'source', 'note', 'remove'],
  source: ['item', 'source', 'sourceTitle', 'evidence', 'asOf', 'readOn'],
};
const rowWords: Readonly<Record<RowType, string>> = {
  item: 'a row that names neither an attribute nor a relation',
  fact: 'a row of an attribute',
  relation: 'a row of a relation',
  source: 'a row of a source',
};

export const said = ({ cells }: CsvRow, column: CsvColumn): string => cells[column] ?? '';

/** What a row is about, by the columns that it fills. */
function typeOf(row: CsvRow): RowType {
  if (said(row, 'attribute') !== '') return 'fact';
  if (said(row, 'relation') !== '') return 'relation';
  const isSource = (['sourceTitle', 'evidence', 'asOf', 'readOn'] as const).some(
    (column) => said(row, column) !== '',
  );
  return isSource ? 'source' : 'item';
}

export const inRow = (row: CsvRow, column: CsvColumn | null, says: string): FileComplaint => ({
  place: 'row',
  at: row.row,
  column,
  says,
});

export interface Patch {
  readonly key: string;
  readonly parts: KeyParts;
  readonly first: CsvRow;
  item: CsvRow | null;
  readonly facts: Map<string, CsvRow>;
  readonly relations: Map<string, CsvRow>;
}

export const isYes = (row: CsvRow, column: CsvColumn): boolean => said(row, column) === 'yes';

export function checkText(row: CsvRow, column: CsvColumn, text: string, complain: Complain): void {
  const why = whyNotText(text);
  if (why !== null) complain(inRow(row, column, `The text ${why}.`));
}

const days = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean =>
  days.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

function readSource(row: CsvRow, complain: Complain): Source {
  const refuse = (column: CsvColumn, says: string): void => complain(inRow(row, column, says));
  const [id, title] = [said(row, 'source'), said(row, 'sourceTitle')];
  if (id === '' || sourceId(id) !== id)
    refuse('source', 'Name the source by its id, without blanks.');
  else checkText(row, 'source', id, complain);
  if (title === '') refuse('sourceTitle', 'Write its title.');
  else checkText(row, 'sourceTitle', title, complain);
  const evidence = evidences.find((one) => one === said(row, 'evidence'));
  if (evidence === undefined) refuse('evidence', `Write ${listWords(evidences, 'or')}.`);
  const [asOf, readOn] = [said(row, 'asOf'), said(row, 'readOn')];
  if (asOf !== '' && !isDay(asOf)) refuse('asOf', 'Write a day, as 2026-11-26, or leave it empty.');
  if (!isDay(readOn)) refuse('readOn', 'Write a day, as 2026-11-26.');
  const usual: Evidence = 'general';
  return { id, title, evidence: evidence ?? usual, asOf: asOf === '' ? null : asOf, readOn };
}

/** What is filled in and says nothing of this sort of row. */
function checkColumns(row: CsvRow, type: RowType, complain: Complain): void {
  for (const [column, cell] of Object.entries(row.cells))
    if (cell !== '' && !columnsOf[type].some((one) => one === column))
      complain({
        ...inRow(row, null, `This says nothing in ${rowWords[type]}. Leave it empty.`),
        column,
      });
  if (!['', 'yes', 'no'].includes(said(row, 'remove')))
    complain(inRow(row, 'remove', 'Write yes, or leave it empty.'));
}

export class Patches {
  readonly byKey = new Map<string, Patch>();
  readonly sources = new Map<
    string,
    { readonly row: CsvRow; readonly estate: string; readonly source: Source }
  >();
  readonly #complain: Complain;
  /** Most cells of a file are empty, or say what others of it say. */
  readonly #harmless = new Set(['']);

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  /** Of any cell: what is wrong with a text is told of those that say something of their row. */
  #checkSecrets(row: CsvRow): void {
    for (const column of csvColumns) {
      const text = said(row, column);
      if (this.#harmless.has(text)) continue;
      const why = whyNotKept(text);
      if (why === null) this.#harmless.add(text);
      else this.#complain(inRow(row, column, `This ${why}.`));
    }
  }

  #twice(row: CsvRow, before: CsvRow, column: CsvColumn): void {
    this.#complain(
      inRow(row, column, `Row ${String(before.row)} says this already. Keep one of them.`),
    );
  }

  #put(rows: Map<string, CsvRow>, id: string, row: CsvRow, column: CsvColumn): void {
    const before = rows.get(id);
    if (before === undefined) rows.set(id, row);
    else this.#twice(row, before, column);
  }

  add(row: CsvRow): void {
    this.#checkSecrets(row);
    const key = said(row, 'item');
    const parts = readKey(key);
    if (parts === null) {
      const says = 'Write a key: estate, estate@environment, estate/id or estate/id@environment.';
      this.#complain(inRow(row, 'item', says));
      return;
    }
    checkText(row, 'item', key, this.#complain);
    const type = typeOf(row);
    checkColumns(row, type, this.#complain);
    if (type === 'source') {
      this.#addSource(row, parts);
      return;
    }
    const patch = this.byKey.get(key) ?? {
      key,
      parts,
      first: row,
      item: null,
      facts: new Map(),
      relations: new Map(),
    };
    this.byKey.set(key, patch);
    if (type === 'fact') this.#put(patch.facts, said(row, 'attribute'), row, 'attribute');
    else if (type === 'relation') {
      if (readKey(said(row, 'to')) === null)
        this.#complain(inRow(row, 'to', 'Write the key of the other end, as in item.'));
      const id = JSON.stringify([said(row, 'relation'), said(row, 'to')]);
      this.#put(patch.relations, id, row, 'to');
    } else if (patch.item === null) patch.item = row;
    else this.#twice(row, patch.item, 'item');
  }

  #addSource(row: CsvRow, { type, estate }: KeyParts): void {
    if (type !== 'estate')
      this.#complain(inRow(row, 'item', 'A source belongs to an estate. Write its key.'));
    const source = readSource(row, this.#complain);
    const id = JSON.stringify([estate, source.id]);
    const before = this.sources.get(id);
    if (before === undefined) this.sources.set(id, { row, estate, source });
    else this.#twice(row, before.row, 'source');
  }
}
