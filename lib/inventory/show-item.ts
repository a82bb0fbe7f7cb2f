import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { changesRead, historyView } from './changes/show-history.ts';
import { findCalled, goneMeanwhile } from './find-item.ts';
import { firstRelations } from './item-list.ts';
import { readWholeItem, type RelationRow, type WholeItemRow } from './item-store.ts';
import { attributesOf } from './items.ts';
import type { DependenciesView, FactView, ItemView, RelationView } from './item-view.ts';
import { kindTitles, listedItem, sourceView, type InventoryWorld } from './list-items.ts';
import type { RecordedFact } from './model.ts';
import { relationKind } from './relation-kinds.ts';
import { dependenciesOf, readDependencies } from './show-dependencies.ts';
import type { FactRow, ItemRow } from './store.ts';

const recordedOf = ({ state, value }: FactRow): RecordedFact =>
  state === 'value' ? { state, value: value ?? '' } : { state };

/** What sources say, in the order of the kind, and what somebody should know and no source says. */
function factViews(item: ItemRow, rows: readonly FactRow[]): FactView[] {
  const attributes = Object.entries(attributesOf(item));
  const known = attributes.flatMap(([attribute, { label, isExpected = false }]): FactView[] => {
    const row = rows.find((one) => one.attribute === attribute);
    if (row !== undefined)
      return [
        { attribute, label, declared: recordedOf(row), note: row.note, source: sourceView(row) },
      ];
    return isExpected
      ? [{ attribute, label, declared: { state: 'not-recorded' }, note: null, source: null }]
      : [];
  });
  // An attribute that the kind knows no more is shown under its own name.
  const others = rows.filter(({ attribute }) => !Object.hasOwn(attributesOf(item), attribute));
  return [
    ...known,
    ...others.map((row) => ({
      attribute: row.attribute,
      label: row.attribute,
      declared: recordedOf(row),
      note: row.note,
      source: sourceView(row),
    })),
  ];
}

function relationView(row: RelationRow): RelationView {
  const kind = relationKind(row.kind);
  return {
    words: (row.direction === 'from' ? kind?.kind : kind?.inverse) ?? row.kind,
    kind: row.kind,
    direction: row.direction,
    key: row.key,
    name: row.name,
    itemKind: row.item_kind,
    kindTitle: kindTitles(row.item_kind).singular,
    estateTitle: row.estate_title,
    environment: row.environment,
    source: sourceView(row),
    note: row.note,
  };
}

/**
 * With so many of its relations in each direction; without a number all. One statement, or four
 * where it is called by its name. Refused as `findItem` says.
 */
export async function showItem(
  { database }: InventoryWorld,
  called: string,
  mostRelations: number | null = null,
): Promise<Result<ItemView>> {
  const found = await findWhole(database, called, mostRelations);
  return found.ok ? done(itemViewOf(found.value)) : found;
}

/**
 * As its page shows it, with what it needs and what needs it. Two statements, or six where it is
 * called by its name.
 */
export async function showItemWithDependencies(
  { database }: InventoryWorld,
  { key, most }: { readonly key: string; readonly most: number },
): Promise<Result<{ readonly item: ItemView; readonly dependencies: DependenciesView }>> {
  const [found, ofKey] = await Promise.all([
    findWhole(database, key, firstRelations),
    readDependencies(database, key, most),
  ]);
  if (!found.ok) return found;
  const row = found.value;
  const reached = row.key === key ? ofKey : await readDependencies(database, row.key, most);
  return done({ item: itemViewOf(row), dependencies: dependenciesOf(row, reached) });
}

/** Most are called by their key, and then nothing has to be found first. */
async function findWhole(
  sql: Sql,
  called: string,
  mostRelations: number | null,
): Promise<Result<WholeItemRow>> {
  const read = (key: string) =>
    readWholeItem(sql, { key, mostRelations, mostChanges: changesRead });
  const row = await read(called);
  if (row !== null) return done(row);
  const found = await findCalled(sql, called);
  if (!found.ok) return found;
  const named = await read(found.value);
  return named === null ? refuse('not-found', goneMeanwhile) : done(named);
}

const itemViewOf = (row: WholeItemRow): ItemView => ({
  ...listedItem(row),
  id: row.id,
  profile: row.profile,
  sharedEnvironment: row.shared_environment,
  aliases: row.aliases,
  version: row.version,
  facts: factViews(row, row.facts),
  relations: row.relations.map(relationView),
  relationCount: row.all_relations,
  history: historyView(row.changes),
});
