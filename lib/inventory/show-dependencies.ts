import { done, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { findItem } from './find-item.ts';
import { mostReached } from './graph/graph-question.ts';
import { readReached, type Direction, type ReachedRow } from './graph/graph-store.ts';
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
  if (!found.ok) return found;
  const rows = await readDependencies(database, found.value.key, most);
  return done(dependenciesOf(found.value, rows));
}

/** One statement; nothing where nothing has that key. */
export const readDependencies = (sql: Sql, key: string, most: number): Promise<ReachedRow[]> =>
  readReached(sql, key, {
    directions: ['needs', 'needed-by'],
    depth: null,
    most,
    always: outcomeKinds,
    mostSeen,
  });

export function dependenciesOf(item: ItemRow, rows: readonly ReachedRow[]): DependenciesView {
  const of = (direction: Direction) =>
    rows.filter((row) => row.direction === direction).map(dependencyView);
  return {
    item: listedItem(item),
    needs: of('needs'),
    neededBy: of('needed-by'),
    totals: { needs: totalOf(rows, 'needs'), neededBy: totalOf(rows, 'needed-by') },
  };
}
