import type { Database } from '#lib/platform/database/database.ts';
import {
  newItemIds,
  saveSources,
  writeFacts,
  writeItems,
  writeNames,
  writeRelations,
  type DerivedWorld,
} from '#lib/inventory/changes/store.ts';
import { environmentKey } from '#lib/inventory/model.ts';
import { changesOfEach, generateEstates } from './generator.ts';

const atOnce = 250;

interface Filled {
  readonly components: number;
  readonly relations: number;
  readonly facts: number;
  readonly changes: number;
}

function* chunksOf<T>(list: readonly T[]): Generator<readonly T[], void, undefined> {
  for (let from = 0; from < list.length; from += atOnce) yield list.slice(from, from + atOnce);
}

/**
 * Writes them as the console writes what changes, but without asking whether it may be; and so many
 * changes of one fact of each component, whole things before and after.
 */
export async function fillInventory(database: Database, components: number): Promise<Filled> {
  const estates = generateEstates(components);
  const items = estates.flatMap((estate) => estate.items);
  const world: DerivedWorld = {
    titles: new Map(estates.flatMap(({ key, items: [estate] }) => [[key, estate?.name ?? key]])),
    aliases: new Map(
      items.flatMap(({ type, estate, name, aliases }) =>
        type === 'environment' ? [[environmentKey(estate, name), aliases] as const] : [],
      ),
    ),
  };
  const ids = await newItemIds(database, items.length);
  const idOf = new Map(items.map(({ key }, at) => [key, ids[at] ?? 0]));
  const written = items.map((snapshot, at) => ({ id: ids[at] ?? 0, snapshot }));
  for (const { key, sources } of estates) await saveSources(database, key, sources);
  for (const some of chunksOf(written)) {
    await writeItems(database, some, world);
    await writeFacts(database, some);
    await writeNames(database, some);
  }
  for (const some of chunksOf(written)) {
    await writeRelations(
      database,
      some.map(({ id, snapshot }) => ({
        id,
        relations: snapshot.relations.map((one) => ({ ...one, to: idOf.get(one.to) ?? 0 })),
      })),
    );
    await database.run(
      `insert into inventory_change (batch, at, actor, reason, item_id, item_key, version, before,
         after)
       select gen_random_uuid(), clock_timestamp() - make_interval(days => $2::int - n),
         'person-' || n % 9 || '@example.org', 'What was found out in the week ' || n,
         c.id, c.snapshot ->> 'key', n,
         case when n > 1 then jsonb_set(c.snapshot, '{facts,1,recorded}',
           jsonb_build_object('state', 'value', 'value', 'as of ' || n - 1)) end,
         jsonb_set(c.snapshot, '{facts,1,recorded}',
           jsonb_build_object('state', 'value', 'value', 'as of ' || n))
       from jsonb_to_recordset($1::jsonb) c(id bigint, snapshot jsonb)
       cross join generate_series(1, $2::int) n
       where c.snapshot ->> 'type' = 'component' or n = 1`,
      [JSON.stringify(some), changesOfEach],
    );
  }
  await database.run(
    `update inventory_item set version = $1
     where type = 'component' and id = any($2)`,
    [changesOfEach, ids],
  );
  await database.script('analyze');
  const [counts] = await database.rows<Filled>(
    `select count(*) filter (where type = 'component')::int as components,
       (select count(*)::int from inventory_relation) as relations,
       (select count(*)::int from inventory_fact) as facts,
       (select count(*)::int from inventory_change) as changes
     from inventory_item`,
  );
  if (counts === undefined) throw new Error('nothing was counted');
  return counts;
}
