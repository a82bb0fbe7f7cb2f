/** A file held against the inventory as it is. */
import { othersTurn } from '#lib/kernel/in-slices.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { readSnapshots, readSources } from '../changes/store.ts';
import { inOrder, type FileComplaints } from './complaint.ts';
import { readInbound, readOutlines, type OutlineRow } from './exchange-store.ts';
import {
  lostRelations,
  planImport,
  type ImportChoices,
  type ImportPlan,
  type Known,
  type LostRelation,
} from './plan-import.ts';
import type { ImportReading } from './read-import.ts';
import { readKey, type Wanted } from './wanted.ts';

export type FilePlan =
  | { readonly complaints: FileComplaints; readonly plan: null; readonly lost: readonly [] }
  | {
      readonly complaints: null;
      readonly plan: ImportPlan;
      readonly lost: readonly LostRelation[];
    };

const refused = (complaints: FileComplaints): FilePlan => ({ complaints, plan: null, lost: [] });

/** What has to be known whole: of a part what it names, and what follows from that. */
function idsOf(
  rows: readonly OutlineRow[],
  wanted: Wanted,
  estates: readonly string[],
  renames: Readonly<Record<string, string>>,
): number[] {
  if (wanted.wholeEstates.length > 0)
    return rows.flatMap(({ id, estate }) => (wanted.wholeEstates.includes(estate) ? [id] : []));
  const keys = new Set([
    // What names no source takes that of its estate.
    ...estates,
    ...wanted.items.flatMap(({ key, was }) => [key, ...was]),
    ...Object.values(renames),
  ]);
  const olds = [
    ...wanted.renames.flatMap(({ pairs }) => pairs.map(({ was }) => was)),
    ...Object.values(renames),
  ];
  const environments = new Set(olds.filter((was) => readKey(was)?.type === 'environment'));
  return rows.flatMap(({ id, key, estate, environment }) =>
    keys.has(key) || environments.has(`${estate}@${environment ?? ''}`) ? [id] : [],
  );
}

/** Four statements at most, whatever the file says. */
export async function planFile(
  sql: Sql,
  reading: ImportReading,
  { isRemoving, renames }: ImportChoices,
): Promise<FilePlan> {
  if (reading.complaints.found.length > 0) return refused(reading.complaints);
  const { estates, ends } = reading;
  const renamed = [...Object.keys(renames), ...Object.values(renames)];
  const rows = await readOutlines(sql, ends && { estates, keys: [...ends, ...renamed] });
  const sources = await readSources(sql, estates);
  const sourceIds = new Map(
    estates.map((estate) => [
      estate,
      new Set(sources.flatMap((row) => (row.estate === estate ? [row.id] : []))),
    ]),
  );
  const ofEstates = new Map<string, string>();
  const { wanted, complaints, more } = reading.want({
    items: rows,
    sourcesOf: (estate) => sourceIds.get(estate) ?? new Set(),
    sourceOf: (estate) => ofEstates.get(estate) ?? '',
  });
  if (complaints.length > 0) return refused(inOrder(complaints, more));
  const read = await readSnapshots(sql, idsOf(rows, wanted, estates, renames));
  const items = [...read.values()];
  for (const { snapshot } of items)
    if (snapshot.type === 'estate') ofEstates.set(snapshot.key, snapshot.source);
  const known: Known = {
    items,
    keys: new Set(rows.map(({ key }) => key)),
    production: new Set(rows.flatMap(({ key, isProduction }) => (isProduction ? [key] : []))),
    lastPositions: new Map(rows.map(({ estate, position }) => [estate, position])),
    sources: sources.map(({ estate, ...source }) => ({ estate, source })),
  };
  await othersTurn();
  const plan = planImport(wanted, known, { isRemoving, renames });
  if (plan.complaints.length > 0) return refused(inOrder(plan.complaints));
  const gone = plan.items.flatMap(({ does, known: item }) =>
    does === 'removed' && item !== null ? [item.id] : [],
  );
  const lost = gone.length === 0 ? [] : lostRelations(await readInbound(sql, gone), plan.items);
  return { complaints: null, plan, lost };
}
