/** An inventory without a database, of what files say. */
import { snapshotsOf, type ItemSnapshot } from '../changes/snapshot.ts';
import { readEstateFile } from '../estate-file.ts';
import { itemsOf } from '../items.ts';
import { resolveRelations } from '../relations.ts';
import type { FileComplaint } from './complaint.ts';
import { planImport, type ImportChoices, type ImportPlan, type Known } from './plan-import.ts';
import { readImport, type ImportFormat } from './read-import.ts';
import type { WholeEstate } from './written-estate.ts';

export interface Estates {
  readonly estates: readonly WholeEstate[];
  readonly items: readonly ItemSnapshot[];
}

export function estatesOf(texts: readonly string[]): Estates {
  const files = texts.map((text) => {
    const { file, complaints } = readEstateFile(text);
    if (file === null || complaints.found.length > 0)
      throw new Error(JSON.stringify(complaints.found));
    return file;
  });
  const { relations, unknown } = resolveRelations(
    files.flatMap(itemsOf),
    files.flatMap((file) => file.relations),
  );
  if (unknown.length > 0) throw new Error(unknown.map(({ says }) => says).join(' '));
  const estates = files.map((file) => ({
    items: snapshotsOf(itemsOf(file), relations),
    sources: file.sources,
  }));
  return { estates, items: estates.flatMap(({ items }) => items) };
}

export function knownOf({ estates, items }: Estates): Known {
  return {
    items: items.map((snapshot, id) => ({ id, version: 1, snapshot })),
    keys: new Set(items.map(({ key }) => key)),
    production: new Set(items.flatMap(({ key, isProduction }) => (isProduction ? [key] : []))),
    lastPositions: new Map(estates.map((estate) => [estate.items[0]?.estate ?? '', 1_000])),
    sources: estates.flatMap(({ items: [estate], sources }) =>
      sources.map((source) => ({ estate: estate?.estate ?? '', source })),
    ),
  };
}

export interface Tried {
  readonly complaints: readonly FileComplaint[];
  /** Null: the file could not be read. */
  readonly plan: ImportPlan | null;
}

export function tryImport(
  there: Estates,
  format: ImportFormat,
  text: string,
  choices: Partial<ImportChoices> = {},
): Tried {
  const known = knownOf(there);
  const reading = readImport(format, text);
  if (reading.complaints.found.length > 0)
    return { complaints: reading.complaints.found, plan: null };
  const { wanted, complaints } = reading.want({
    items: there.items,
    sourcesOf: (estate) =>
      new Set(known.sources.flatMap((one) => (one.estate === estate ? [one.source.id] : []))),
    sourceOf: (estate) => there.items.find(({ key }) => key === estate)?.source ?? '',
  });
  if (complaints.length > 0) return { complaints, plan: null };
  const plan = planImport(wanted, known, { isRemoving: false, renames: {}, ...choices });
  return { complaints: plan.complaints, plan };
}
