/** What the rows of a CSV want: they change what they name, and nothing else. Pure. */
import { count } from '#lib/kernel/words/numbers.ts';
import { mostThings } from '../estate-limits.ts';
import { KeptComplaints, type FileComplaints } from './complaint.ts';
import { csvColumns, type CsvColumn } from './csv-format.ts';
import { ItemFromRows, type KnownOfEstates, type SourcesOf } from './item-from-rows.ts';
import { inRow, isYes, Patches, said, type Complain, type Patch } from './patches.ts';
import type { CsvRow } from './read-csv.ts';
import {
  readKey,
  type FilePlace,
  type Wanted,
  type WantedItem,
  type WantedRename,
} from './wanted.ts';

const whereOf = ({ row }: CsvRow, column: CsvColumn): FilePlace => ({
  place: 'row',
  at: row,
  column,
});

function wantPatch(patch: Patch, known: KnownOfEstates): WantedItem {
  const { item, key, parts, relations } = patch;
  const was = item === null ? '' : said(item, 'renamedFrom');
  return {
    key,
    whereOf: (isMeant = () => false) => {
      const rows = [item ?? patch.first, ...patch.facts.values(), ...relations.values()];
      for (const row of rows)
        for (const column of csvColumns)
          if (isMeant(said(row, column))) return whereOf(row, column);
      return whereOf(item ?? patch.first, 'item');
    },
    was: was === '' ? [] : [was],
    ends: [...relations.values()].flatMap((row) =>
      isYes(row, 'remove') ? [] : [{ to: said(row, 'to'), place: whereOf(row, 'to') }],
    ),
    make(before, complain) {
      if (item === null || !isYes(item, 'remove'))
        return new ItemFromRows(patch, known.sourcesOf, complain).whole(
          before,
          parts.type === 'estate' ? '' : known.sourceOf(parts.estate),
        );
      if (before === null) complain(inRow(item, 'item', 'It is not in the inventory.'));
      if (patch.facts.size + patch.relations.size > 0)
        complain(inRow(item, 'remove', 'Other rows say something of it. Remove them, or keep it.'));
      return null;
    },
  };
}

export interface RowsReading {
  readonly complaints: FileComplaints;
  /** Whatever they are about. */
  readonly estates: readonly string[];
  /** Keys of what their relations lead to. */
  readonly ends: readonly string[];
  readonly want: (known: KnownOfEstates) => Wanted;
}

/** What can be told without looking at the inventory, and what is wanted of one. */
export function wantRows(rows: readonly CsvRow[]): RowsReading {
  const complaints = new KeptComplaints();
  const complain: Complain = (complaint) => complaints.add(complaint);
  const patches = new Patches(complain);
  for (const row of rows) {
    patches.add(row);
    if (patches.byKey.size <= mostThings) continue;
    complain(
      inRow(
        row,
        'item',
        `With this there are more than ${count(mostThings)} things. Divide the file.`,
      ),
    );
    break;
  }
  const all = [...patches.byKey.values()];
  const renames = all.flatMap(({ key, parts, item }): WantedRename[] => {
    const was = item === null ? '' : said(item, 'renamedFrom');
    if (item === null || was === '') return [];
    const old = readKey(was);
    const isOne =
      old?.type === parts.type &&
      old.estate === parts.estate &&
      was !== key &&
      old.type !== 'estate';
    if (!isOne)
      complain(
        inRow(item, 'renamedFrom', 'Write the key that it has now, of the same estate and type.'),
      );
    return [{ place: whereOf(item, 'renamedFrom'), pairs: [{ was, key }] }];
  });
  const sources = [...patches.sources.values()];
  return {
    complaints,
    estates: [
      ...new Set([...all.map(({ parts }) => parts.estate), ...sources.map(({ estate }) => estate)]),
    ],
    ends: all.flatMap(({ relations }) => [...relations.values()].map((row) => said(row, 'to'))),
    want: (given) => {
      const own = new Map<string, Set<string>>();
      for (const { estate, source } of sources)
        own.set(estate, (own.get(estate) ?? new Set()).add(source.id));
      const sourcesOf: SourcesOf = (estate) => {
        const added = own.get(estate);
        return added === undefined
          ? given.sourcesOf(estate)
          : new Set([...given.sourcesOf(estate), ...added]);
      };
      const sourceOf = (estate: string): string => {
        const row = patches.byKey.get(estate)?.item;
        const source = row == null ? '' : said(row, 'source');
        return source === '' ? given.sourceOf(estate) : source;
      };
      return {
        wholeEstates: [],
        items: all.map((patch) => wantPatch(patch, { sourcesOf, sourceOf })),
        renames,
        sources: sources.map(({ estate, source }) => ({ estate, source })),
      };
    },
  };
}
