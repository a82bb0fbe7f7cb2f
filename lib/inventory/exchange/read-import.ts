/** A file of either format, read as far as that goes without looking at the inventory. Pure. */
import type { ItemIdentity } from '../relations.ts';
import { inOrder, type FileComplaint, type FileComplaints } from './complaint.ts';
import type { KnownOfEstates } from './item-from-rows.ts';
import { readCsv } from './read-csv.ts';
import { readEstates } from './want-estates.ts';
import { wantRows } from './want-rows.ts';
import type { Wanted } from './wanted.ts';

export type ImportFormat = 'yaml' | 'csv';

/** What the inventory has already, as far as reading a file needs it. */
export interface KnownWhileReading extends KnownOfEstates {
  readonly items: readonly ItemIdentity[];
}

export interface ImportReading {
  readonly complaints: FileComplaints;
  readonly estates: readonly string[];
  /** Keys of what its relations lead to; null: that may be anything of the inventory. */
  readonly ends: readonly string[] | null;
  readonly want: (known: KnownWhileReading) => {
    readonly wanted: Wanted;
    readonly complaints: readonly FileComplaint[];
    readonly more: number;
  };
}

function readRows(text: string): ImportReading {
  const { rows, complaints } = readCsv(text);
  const reading = wantRows(rows);
  return {
    complaints: inOrder([...complaints, ...reading.complaints.found], reading.complaints.more),
    estates: reading.estates,
    ends: reading.ends,
    want: (known) => ({ wanted: reading.want(known), complaints: [], more: 0 }),
  };
}

export function readImport(format: ImportFormat, text: string): ImportReading {
  if (format === 'csv') return readRows(text);
  const reading = readEstates(text);
  return {
    complaints: inOrder(reading.complaints.found, reading.complaints.more),
    estates: reading.estates,
    ends: null,
    want({ items }) {
      const { wanted, complaints } = reading.want(items);
      return { wanted, complaints: complaints.found, more: complaints.more };
    },
  };
}
