import { done, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { findItem } from '../find-item.ts';
import type { ChangeView, HistoryView, RemovedView } from '../item-view.ts';
import type { InventoryWorld } from '../list-items.ts';
import { kindOfChange, snapshotOf } from './conflicts.ts';
import { readHistory, readHolders, type ChangeRow } from './history-store.ts';
import { partName, partText, partWords } from './part-words.ts';
import { differingParts } from './snapshot.ts';

const mostChanges = 50;
/** One more says that there are more. */
export const changesRead = mostChanges + 1;

function changeView(row: ChangeRow): ChangeView {
  const [before, after] = [snapshotOf(row.before), snapshotOf(row.after)];
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    reason: row.reason,
    kind: kindOfChange(row),
    parts:
      before === null || after === null
        ? []
        : differingParts(before, after).map((part) => ({
            part: part.part,
            name: partName(part),
            label: partWords(after, part),
            before: partText(before, part),
            after: partText(after, part),
          })),
    isFollowing: row.caused_by !== null,
    undoes: row.undoes,
  };
}

export const historyView = (rows: readonly ChangeRow[]): HistoryView => ({
  changes: rows.slice(0, mostChanges).map(changeView),
  hasMore: rows.length > mostChanges,
});

/** The id of what had this key last, or null. One statement. */
const lastHolder = async (sql: Sql, key: string): Promise<number | null> =>
  (await readHolders(sql, [key])).get(key) ?? null;

/**
 * What was changed of a thing, the newest first, from before a change; null: from the newest. Also
 * of what is there no more, by the key that it had last. Two statements, or four where it is called
 * by its name, or is gone. Refused as `findItem` says.
 */
export async function showHistory(
  { database }: InventoryWorld,
  { key, before = null }: { readonly key: string; readonly before?: number | null | undefined },
): Promise<Result<HistoryView>> {
  const found = await findItem(database, key);
  const of = async (id: number) =>
    done(historyView(await readHistory(database, id, before, changesRead)));
  if (found.ok) return of(found.value.id);
  const gone = await lastHolder(database, key);
  return gone === null ? found : of(gone);
}

/** What had this key once and is there no more; null: nothing had. Two statements. */
export async function showRemoved(
  { database }: InventoryWorld,
  key: string,
): Promise<RemovedView | null> {
  const holder = await lastHolder(database, key);
  if (holder === null) return null;
  const rows = await readHistory(database, holder, null, changesRead);
  const last = snapshotOf(rows[0]?.before);
  return last === null || rows[0]?.after !== null
    ? null
    : { key: last.key, name: last.name, history: historyView(rows) };
}
