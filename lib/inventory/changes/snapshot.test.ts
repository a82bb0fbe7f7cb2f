import { expect, it } from 'vitest';
import { shippedFolder, readShipped } from '../ship-estates.ts';
import { itemsOf } from '../items.ts';
import { resolveRelations } from '../relations.ts';
import { ItemSnapshotShape, snapshotsOf } from './snapshot.ts';

it('keeps whatever the shipped estates say', async () => {
  const files = await readShipped(shippedFolder);
  const { relations } = resolveRelations(
    files.flatMap(itemsOf),
    files.flatMap((file) => file.relations),
  );
  const snapshots = snapshotsOf(files.flatMap(itemsOf), relations);
  expect(snapshots.flatMap((one) => one.relations)).toHaveLength(relations.length);
  for (const snapshot of snapshots)
    expect(ItemSnapshotShape.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
});
