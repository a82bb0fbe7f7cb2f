/** What lists show and search follows from what items say and from the words of the kinds. */
import { createHash } from 'node:crypto';
import type { Sql } from '#lib/platform/database/database.ts';
import { environmentAttributes, estateAttributes } from '../estate-attributes.ts';
import { kinds } from '../kinds/all-kinds.ts';
import { environmentKey } from '../model.ts';
import { writeWhatFollows } from './follows-store.ts';
import {
  readSnapshots,
  removeNames,
  writeDerived,
  writeNames,
  type DerivedWorld,
} from './store.ts';

// Higher where `summaryOf`, `namesOf` or `writeWhatFollows` says something else of the same words.
const way = 4;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of the kinds as this console has them. */
export const kindsFingerprint: string = hashOf(
  JSON.stringify([way, kinds, estateAttributes, environmentAttributes]),
);

export async function readFingerprint(sql: Sql): Promise<string | null> {
  const [row] = await sql.rows<{ fingerprint: string }>(
    'select fingerprint from inventory_derived',
  );
  return row?.fingerprint ?? null;
}

/** All of them anew where the kinds are others than those that they were made with. */
export async function refreshDerived(tx: Sql): Promise<void> {
  if ((await readFingerprint(tx)) === kindsFingerprint) return;
  const items = [...(await readSnapshots(tx, null)).values()];
  const snapshots = items.map(({ snapshot }) => snapshot);
  const world: DerivedWorld = {
    titles: new Map(
      snapshots.flatMap(({ type, key, name }) => (type === 'estate' ? [[key, name] as const] : [])),
    ),
    aliases: new Map(
      snapshots.flatMap(({ type, estate, name, aliases }) =>
        type === 'environment' ? [[environmentKey(estate, name), aliases] as const] : [],
      ),
    ),
  };
  await writeDerived(tx, items, world);
  await writeWhatFollows(tx);
  await removeNames(
    tx,
    items.map(({ id }) => id),
  );
  await writeNames(tx, items);
  await tx.run(
    `insert into inventory_derived (fingerprint) values ($1)
     on conflict (id) do update set fingerprint = excluded.fingerprint`,
    [kindsFingerprint],
  );
}
