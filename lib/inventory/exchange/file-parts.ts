/** What is asked of the thread that reads a file, one after the other. Pure. */
import type { Result } from '#lib/kernel/result.ts';
import type { KnownItem, SourceOfEstate } from '../changes/store.ts';
import type { WantedChange } from '../changes/snapshot.ts';
import type { FileComplaints } from './complaint.ts';
import type { DecidedImport, SeenImport } from './decide-import.ts';
import type { OutlineRow } from './exchange-store.ts';
import type { ImportPreview, PreviewItem } from './model.ts';
import type { ImportChoices, LostRelation } from './plan-import.ts';
import type { ImportFormat, ImportReading } from './read-import.ts';

/** So many things are sent at once: sending them is work for both sides. */
export const thingsAtOnce = 500;

export interface FileParts {
  readonly read: {
    readonly takes: { readonly format: ImportFormat; readonly text: string };
    readonly gives: Omit<ImportReading, 'want'>;
  };
  /** What has to be known whole before it can be planned, by its ids. */
  readonly want: {
    readonly takes: {
      readonly rows: readonly OutlineRow[];
      readonly sources: readonly SourceOfEstate[];
      readonly choices: ImportChoices;
    };
    readonly gives: { readonly complaints: FileComplaints; readonly ids: readonly number[] };
  };
  readonly know: { readonly takes: readonly KnownItem[]; readonly gives: null };
  readonly plan: {
    readonly takes: null;
    /** The ids of what goes. */
    readonly gives: { readonly complaints: FileComplaints; readonly gone: readonly number[] };
  };
  /** All that leads to what goes. */
  readonly lose: { readonly takes: readonly LostRelation[]; readonly gives: null };
  /** Without its items, and how many they are. */
  readonly show: {
    readonly takes: null;
    readonly gives: { readonly view: ImportPreview; readonly items: number };
  };
  readonly showItems: { readonly takes: number; readonly gives: readonly PreviewItem[] };
  readonly decide: { readonly takes: SeenImport; readonly gives: Result<DecidedImport> };
  readonly changes: { readonly takes: number; readonly gives: readonly WantedChange[] };
}
