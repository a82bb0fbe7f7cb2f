/** Estates as one CSV: a row an item, a fact, a relation and a source. Pure. */
import { stringify } from 'csv-stringify/sync';
import { escapeCell } from '#lib/kernel/csv-cell.ts';
import type { ItemSnapshot } from '../changes/snapshot.ts';
import { recordedStateWords, type Source } from '../model.ts';
import { csvColumns, listCell, type CsvColumn } from './csv-format.ts';
import type { WholeEstate } from './written-estate.ts';

type Row = Readonly<Partial<Record<CsvColumn, string | null>>>;

const sourceRow = (item: string, { id, title, evidence, asOf, readOn }: Source): Row => ({
  item,
  source: id,
  sourceTitle: title,
  evidence,
  asOf,
  readOn,
});

function* itemRows(item: ItemSnapshot): Generator<Row, void, undefined> {
  const { key } = item;
  yield {
    item: key,
    kind: item.kind,
    name: item.name,
    source: item.source,
    profile: item.profile,
    sharedEnvironment: item.sharedEnvironment,
    aliases: listCell(item.aliases),
    isProduction: item.isProduction ? 'yes' : null,
  };
  for (const { attribute, recorded, source, note } of item.facts)
    yield {
      item: key,
      attribute,
      state: recordedStateWords[recorded.state],
      value:
        recorded.state !== 'value'
          ? null
          : typeof recorded.value === 'string'
            ? recorded.value
            : listCell(recorded.value),
      source,
      note,
    };
  for (const { kind, to, source, note } of item.relations)
    yield { item: key, relation: kind, to, source, note };
}

function* estateRows({ items, sources }: WholeEstate): Generator<Row, void, undefined> {
  const [estate] = items;
  if (estate === undefined) return;
  for (const source of sources) yield sourceRow(estate.estate, source);
  for (const item of items) yield* itemRows(item);
}

const rowsAtOnce = 1_000;

/** Piece by piece, with a byte order mark, so that spreadsheets read it as UTF-8. */
export function* estatesCsv(estates: readonly WholeEstate[]): Generator<string, void, undefined> {
  let rows: string[][] = [[...csvColumns]];
  const text = (): string => {
    const written = stringify(rows);
    rows = [];
    return written;
  };
  yield `\uFEFF${text()}`;
  for (const estate of estates)
    for (const row of estateRows(estate)) {
      rows.push(csvColumns.map((column) => escapeCell(row[column] ?? '')));
      if (rows.length >= rowsAtOnce) yield text();
    }
  if (rows.length > 0) yield text();
}
