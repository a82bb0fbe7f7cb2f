import { done, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { findItem } from './find-item.ts';
import { mostReached } from './graph/graph-question.ts';
import { readReached, type Direction } from './graph/graph-store.ts';
import { dependencyView, mostSeen, outcomeKinds, totalOf } from './graph/reached.ts';
import type { DependenciesView } from './item-view.ts';
import { listedItem, type InventoryWorld } from './list-items.ts';
import type { ItemRow } from './store.ts';

/**
 * What an item needs, and what needs it, across all estates: the nearest first, and of what users
 * do and systems downstream as many again. Two statements, or four where it is called by its name.
 * Refused as `findItem` says.
 */
export async function showDependencies(
  { database }: InventoryWorld,
  { key: called, most = mostReached }: { readonly key: string; readonly most?: number },
): Promise<Result<DependenciesView>> {
  const found = await findItem(database, called);
  return found.ok ? done(await dependenciesOf(database, found.value, most)) : found;
}

/** Of one that was read already. One statement. */
export async function dependenciesOf(
  sql: Sql,
  item: ItemRow,
  most: number,
): Promise<DependenciesView> {
  const rows = await readReached(sql, item.key, {
    directions: ['needs', 'needed-by'],
    depth: null,
    most,
    always: outcomeKinds,
    mostSeen,
  });
  const of = (direction: Direction) =>
    rows.filter((row) => row.direction === direction).map(dependencyView);
  return {
    item: listedItem(item),
    needs: of('needs'),
    neededBy: of('needed-by'),
    totals: { needs: totalOf(rows, 'needs'), neededBy: totalOf(rows, 'needed-by') },
  };
}
