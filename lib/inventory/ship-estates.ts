import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '#lib/kernel/ids.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import type { Log } from '#lib/platform/log.ts';
import { applyChanges } from './changes/apply-changes.ts';
import { readHolders } from './changes/history-store.ts';
import { planShipping, withoutLostEnds, type ShippingPlan } from './changes/plan-shipping.ts';
import { kindsFingerprint, readFingerprint, refreshDerived } from './changes/refresh-derived.ts';
import {
  readShippedChecksums,
  readShippedItems,
  readShippedKeys,
  writeShipped,
} from './changes/shipped-store.ts';
import { snapshotsOf, type WantedChange } from './changes/snapshot.ts';
import { lockInventory, readSnapshots, saveSources } from './changes/store.ts';
import { readEstateFile, type EstateFile } from './estate-file.ts';
import { itemsOf } from './items.ts';
import { resolveRelations } from './relations.ts';

/** Beside the code that reads them: people read and correct them too. */
export const shippedFolder = path.join(process.cwd(), 'lib', 'inventory', 'estates');

interface ShippedFile extends EstateFile {
  readonly checksum: string;
}

/** What is shipped, each file by its name. A file that cannot be read is a bug, and throws. */
export async function readShipped(folder: string): Promise<ShippedFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8');
      const { file, complaints } = readEstateFile(text);
      const [first] = complaints.found;
      if (file === null || first !== undefined)
        throw new Error(`${name}, line ${String(first?.line)}: ${String(first?.says)}`);
      return { ...file, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

interface PlannedFile extends ShippingPlan {
  readonly file: ShippedFile;
}

async function planFiles(
  tx: Sql,
  files: readonly ShippedFile[],
  shipped: readonly ShippedFile[],
  checksums: ReadonlyMap<string, string>,
): Promise<{ readonly plans: readonly PlannedFile[]; readonly wanted: readonly WantedChange[] }> {
  const { relations } = resolveRelations(
    shipped.flatMap(itemsOf),
    files.flatMap((file) => file.relations),
  );
  const known = await readSnapshots(tx, null);
  const all = files.map((file) => ({ file, says: snapshotsOf(itemsOf(file), relations) }));
  const keys = all.flatMap(({ says }) => says.map(({ key }) => key));
  const there = new Set([...known.values()].map(({ snapshot }) => snapshot.key));
  const former = await readHolders(tx, keys);
  const coming = new Set(keys.filter((key) => !there.has(key) && !former.has(key)));
  const fileKeys = new Map(
    (await readShippedKeys(tx)).flatMap(({ key, itemId }) => {
      const now = known.get(itemId)?.snapshot.key;
      return now === undefined ? [] : [[now, key] as const];
    }),
  );
  const plans: PlannedFile[] = [];
  for (const { file, says } of all) {
    const estate = file.estate.key;
    const items = checksums.has(estate) ? await readShippedItems(tx, estate) : null;
    plans.push({
      file,
      ...planShipping({ estate, says, shipped: items, known, former, coming, fileKeys }),
    });
  }
  return { plans, wanted: withoutLostEnds(plans, known) };
}

/**
 * Takes the shipped estates into the inventory: what is not there is added, and what nobody has
 * changed follows its file. What people changed or removed stays as they made it. False: nothing
 * was to do.
 */
export async function shipEstates(
  { database, log }: { readonly database: Database; readonly log: Log },
  folder = shippedFolder,
): Promise<boolean> {
  const shipped = await readShipped(folder);
  const isToDo = async (sql: Sql): Promise<ShippedFile[] | null> => {
    const checksums = await readShippedChecksums(sql);
    const changed = shipped.filter(
      ({ estate, checksum }) => checksums.get(estate.key) !== checksum,
    );
    return changed.length > 0 || (await readFingerprint(sql)) !== kindsFingerprint ? changed : null;
  };
  if ((await isToDo(database)) === null) return false;
  return database.transaction(async (tx) => {
    await lockInventory(tx);
    const files = await isToDo(tx);
    if (files === null) return false;
    await refreshDerived(tx);
    const checksums = await readShippedChecksums(tx);
    const { plans, wanted } = await planFiles(tx, files, shipped, checksums);
    for (const { file } of plans) await saveSources(tx, file.estate.key, file.sources);
    const reason =
      checksums.size === 0
        ? 'Shipped with the console'
        : 'A later version of the console is shipped with it';
    const applied = await applyChanges(
      tx,
      { batch: newId(), actor: 'the console', reason },
      wanted,
    );
    if (!applied.ok) throw new Error(applied.conflicts.map(({ says }) => says).join(' '));
    const ids = new Map(applied.changed.map(({ key, id }) => [key, id]));
    for (const { file, kept, left, wanted: changes } of plans) {
      const estate = file.estate.key;
      const { checksum } = file;
      await writeShipped(
        tx,
        { estate, checksum },
        kept.map(({ newKey, ...one }) => {
          const itemId = one.itemId ?? ids.get(newKey ?? one.key);
          if (itemId === undefined) throw new Error(`${one.key} was shipped, and is not there`);
          return { ...one, itemId };
        }),
      );
      log.info({ estate, items: changes.length, left }, 'the inventory has the shipped estate');
    }
    return true;
  });
}
