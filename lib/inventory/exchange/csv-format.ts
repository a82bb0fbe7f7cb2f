/** How the inventory is written in CSV: its columns, and how a cell holds a list. Pure. */

/** In their order. `docs/inventory.md` says what each is. */
export const csvColumns = [
  'item',
  'kind',
  'name',
  'attribute',
  'state',
  'value',
  'relation',
  'to',
  'source',
  'note',
  'profile',
  'sharedEnvironment',
  'aliases',
  'isProduction',
  'renamedFrom',
  'remove',
  'sourceTitle',
  'evidence',
  'asOf',
  'readOn',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** Each text of a list on a line of its own; as JSON where that would not tell them apart. */
export function listCell(texts: readonly string[]): string {
  const isPlain =
    texts[0]?.startsWith('[') !== true && texts.every((text) => !/^$|[\r\n]/.test(text));
  return isPlain ? texts.join('\n') : JSON.stringify(texts);
}

export function textsOfCell(cell: string): string[] {
  if (cell === '') return [];
  if (cell.startsWith('[')) {
    try {
      const value: unknown = JSON.parse(cell);
      if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    } catch {
      // A list whose first text begins with a bracket.
    }
  }
  return cell.split(/\r\n|\r|\n/);
}
