/** Undoes one change of the inventory, as a change of its own. */
import { audited, type Actor } from '#lib/access/index.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { undoInventoryChange } from '../permissions.ts';
import { kindOfChange, snapshotOf } from './conflicts.ts';
import { applyAs, confirmChanges, type EditingWorld } from './edit-item.ts';
import {
  readChangesSince,
  readChangeWithCaused,
  readHolders,
  type ChangeRow,
} from './history-store.ts';
import { partWords } from './part-words.ts';
import type { ItemOutcome, UndoChange } from './requests.ts';
import {
  differingParts,
  withPartsOf,
  type ItemSnapshot,
  type SnapshotPart,
  type WantedChange,
} from './snapshot.ts';
import { lockInventory, readSnapshots, type KnownItem } from './store.ts';

const partName = (part: SnapshotPart): string => JSON.stringify(part);

/** What later changes of the same thing touched too, with who made them. */
function touchedSince(row: ChangeRow, later: readonly ChangeRow[], item: ItemSnapshot): string[] {
  const [before, after] = [snapshotOf(row.before), snapshotOf(row.after)];
  const parts = new Set(differingParts(before, after).map(partName));
  return later.flatMap((one) => {
    if (kindOfChange(row) !== 'changed') return [`${one.actor} ${kindOfChange(one)} it`];
    const touched = differingParts(snapshotOf(one.before), snapshotOf(one.after)).filter((part) =>
      parts.has(partName(part)),
    );
    return touched.length === 0
      ? []
      : [
          `${one.actor} changed ${listWords(
            touched.map((part) => partWords(item, part)),
            'and',
          )}`,
        ];
  });
}

type WithEnds = (snapshot: ItemSnapshot) => ItemSnapshot;

/**
 * Where the relations of states of before lead by now: what they led to may be renamed, and its
 * key may be that of something else. Two statements.
 */
async function presentEnds(tx: Sql, rows: readonly [ChangeRow, ...ChangeRow[]]): Promise<WithEnds> {
  const states = rows.flatMap(({ before, after }) => [snapshotOf(before), snapshotOf(after)]);
  const keys = new Set(states.flatMap((state) => state?.relations.map(({ to }) => to) ?? []));
  const last = Math.max(...rows.map(({ id }) => id));
  const holders = await readHolders(tx, [...keys], last);
  const known = await readSnapshots(tx, [...new Set(holders.values())]);
  return (snapshot) => ({
    ...snapshot,
    relations: snapshot.relations.map((relation) => {
      const now = known.get(holders.get(relation.to) ?? -1);
      return now === undefined ? relation : { ...relation, to: now.snapshot.key };
    }),
  });
}

/** What the undoing of one row wants; null: nothing, since it is gone or was not kept whole. */
function wantedOf(
  withEnds: WithEnds,
  row: ChangeRow,
  now: KnownItem | undefined,
): WantedChange | null {
  const [was, became] = [snapshotOf(row.before), snapshotOf(row.after)];
  const { item_id: id, id: undoes } = row;
  if (kindOfChange(row) === 'added')
    return now === undefined ? null : { id, version: now.version, after: null, undoes };
  if (was === null) return null;
  const before = withEnds(was);
  if (kindOfChange(row) === 'removed')
    return now === undefined ? { id, version: null, after: before, undoes } : null;
  if (now === undefined || became === null) return null;
  const after = withEnds(became);
  return {
    id,
    version: now.version,
    after: withPartsOf(now.snapshot, before, differingParts(before, after)),
    undoes,
  };
}

async function planUndo(
  tx: Sql,
  rows: readonly [ChangeRow, ...ChangeRow[]],
): Promise<Result<readonly WantedChange[]>> {
  const [row, ...caused] = rows;
  const later = (
    await readChangesSince(
      tx,
      rows.map(({ item_id, version }) => ({ id: item_id, version })),
    )
  ).filter(({ id }) => !rows.some((one) => one.id === id));
  const known = await readSnapshots(
    tx,
    rows.map(({ item_id }) => item_id),
  );
  const touched = rows.flatMap((one) => {
    const item = snapshotOf(one.after ?? one.before);
    if (item === null || (one !== row && !known.has(one.item_id))) return [];
    return touchedSince(
      one,
      later.filter(({ item_id, id }) => item_id === one.item_id && id > one.id),
      item,
    ).map((says) => (one === row ? says : `${says} (${one.item_key})`));
  });
  if (touched.length > 0)
    return refuse(
      'precondition',
      `It cannot be undone, because of what came after it: ${listWords(touched, 'and')}. ` +
        'Undo that first, or edit it. Nothing was changed.',
    );
  const withEnds = await presentEnds(tx, rows);
  const first = wantedOf(withEnds, row, known.get(row.item_id));
  if (first === null)
    return refuse('precondition', 'There is nothing left of it to undo. Nothing was changed.');
  const wanted = [first];
  for (const one of caused) {
    const also = wantedOf(withEnds, one, known.get(one.item_id));
    if (also !== null) wanted.push(also);
  }
  return done(wanted);
}

/**
 * Puts back what one change changed, with what followed from it. Faults: `not-found`;
 * `precondition` where later changes touched the same, saying which; `invalid`.
 */
export const undoChange = (
  world: EditingWorld,
  actor: Actor,
  { change, reason, typedName }: UndoChange,
): Promise<Result<ItemOutcome>> =>
  audited(
    world,
    actor,
    {
      permission: undoInventoryChange,
      target: `change ${String(change)}`,
      reason,
      changed: { change },
      targetOf: ({ key }) => key,
    },
    async (tx) => {
      await lockInventory(tx);
      const [row, ...caused] = await readChangeWithCaused(tx, change);
      if (row?.id !== change) return refuse('not-found', 'There is no such change.');
      if (row.caused_by !== null)
        return refuse(
          'precondition',
          'It followed from another change. Undo that one. Nothing was changed.',
        );
      const wanted = await planUndo(tx, [row, ...caused]);
      if (!wanted.ok) return wanted;
      const confirmed = await confirmChanges(tx, wanted.value, typedName, 'undo this');
      return confirmed.ok ? applyAs(tx, actor, reason, wanted.value) : confirmed;
    },
  );
