import { done, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { historyOf } from './changes/show-history.ts';
import { findItem } from './find-item.ts';
import { attributesOf } from './items.ts';
import type { DependenciesView, FactView, ItemView, RelationView } from './item-view.ts';
import { kindTitles, listedItem, sourceView, type InventoryWorld } from './list-items.ts';
import type { RecordedFact } from './model.ts';
import { relationKind } from './relation-kinds.ts';
import { dependenciesOf } from './show-dependencies.ts';
import {
  readFacts,
  readRelations,
  type FactRow,
  type ItemRow,
  type OneItemRow,
  type RelationRow,
} from './store.ts';

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

/** Four statements, or six where it is called by its name. Refused as `findItem` says. */
export async function showItem(
  { database }: InventoryWorld,
  called: string,
): Promise<Result<ItemView>> {
  const found = await findItem(database, called);
  return found.ok ? done(await itemViewOf(database, found.value)) : found;
}

/** With what it needs and what needs it. Five statements, or seven where it is called by name. */
export async function showItemWithDependencies(
  { database }: InventoryWorld,
  { key, most }: { readonly key: string; readonly most: number },
): Promise<Result<{ readonly item: ItemView; readonly dependencies: DependenciesView }>> {
  const found = await findItem(database, key);
  if (!found.ok) return found;
  const [item, dependencies] = await Promise.all([
    itemViewOf(database, found.value),
    dependenciesOf(database, found.value, most),
  ]);
  return done({ item, dependencies });
}

async function itemViewOf(sql: Sql, row: OneItemRow): Promise<ItemView> {
  const { key } = row;
  const [facts, relations, history] = await Promise.all([
    readFacts(sql, [key]),
    readRelations(sql, key),
    historyOf(sql, row.id, null),
  ]);
  return {
    ...listedItem(row),
    id: row.id,
    isInProduction: row.in_production,
    profile: row.profile,
    sharedEnvironment: row.shared_environment,
    aliases: row.aliases,
    version: row.version,
    facts: factViews(row, facts),
    relations: relations.map(relationView),
    history,
  };
}
