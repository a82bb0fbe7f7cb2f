/** Owner and cloud of what no source says them of, from what it runs on and what it is part of. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { ItemSnapshot } from './snapshot.ts';

/** What is known of a thing because it is known of another. */
const followed = [
  {
    column: 'cloud',
    // A provider may be a cloud.
    attributes: ['cloud', 'provider'],
    relations: ['runs on', 'hosted on', 'part of'],
    unless: [],
  },
  // The owner of an estate, or of a system, is its organisation.
  {
    column: 'owner',
    attributes: ['owner', 'organisation'],
    relations: ['part of'],
    // A service that somebody provides is used in the system, and belongs to no part of it.
    unless: ['provider'],
  },
] as const;

const attributes: readonly string[] = followed.flatMap((one) => [...one.attributes, ...one.unless]);
const relations: readonly string[] = followed.flatMap((one) => one.relations);

const saying = (snapshot: ItemSnapshot | null): string =>
  JSON.stringify([
    (snapshot?.facts ?? []).filter(({ attribute }) => attributes.includes(attribute)),
    (snapshot?.relations ?? []).filter(({ kind }) => relations.includes(kind)),
  ]);

/** Whether anything can follow from a change that did not before, or the other way round. */
export const changesWhatFollows = (
  before: ItemSnapshot | null,
  after: ItemSnapshot | null,
): boolean => saying(before) !== saying(after);

/**
 * All of it anew. Who says of itself that there is none, or that nobody recorded it, has said it:
 * nothing follows for that one. Where two say different things, nothing follows either. Two
 * statements.
 */
export async function writeWhatFollows(tx: Sql): Promise<void> {
  for (const { column, attributes: said, relations: along, unless } of followed)
    await tx.run(
      `with recursive reached (id, value, says) as (
         select id, ${column}, id from inventory_item
         where ${column} is not null and ${column}_from is null
         union
         select r.from_id, reached.value, reached.says from reached
         join inventory_relation r on r.to_id = reached.id and r.kind = any($1)
         join inventory_item n on n.id = r.from_id
         where (n.${column} is null or n.${column}_from is not null) and not exists (
           select from inventory_fact f
           where f.item_id = n.id
             and (f.attribute = any($2) and f.state <> 'value' or f.attribute = any($3)))
       ), follows as (
         select id, min(value) as value, min(says) as says from reached
         where id <> says group by id having count(distinct value) = 1
       )
       update inventory_item i set ${column} = follows.value, ${column}_from = follows.says
       from inventory_item was left join follows on follows.id = was.id
       where i.id = was.id and (was.${column} is null or was.${column}_from is not null)
         and (was.${column}_from, was.${column}) is distinct from (follows.says, follows.value)`,
      [along, said, unless],
    );
}
