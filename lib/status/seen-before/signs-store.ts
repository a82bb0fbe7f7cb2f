import type { Sql } from '#lib/platform/database/database.ts';
import type { FailingPart, Signs } from './match-seen.ts';

interface SignsRow {
  readonly id: number;
  readonly title: string;
  readonly is_of_probes: boolean;
  readonly parts: readonly (Pick<FailingPart, 'name'> & {
    readonly kind: string | null;
    readonly target: string | null;
    readonly says: string | null;
    readonly is_holder: boolean;
  })[];
  readonly updates: readonly { readonly is_written: boolean; readonly text: string }[];
}

/** What was said last of each counts, which is what is known by now. */
const mostUpdates = 50;

/** What each of these incidents tells of itself, by its id. One statement. */
export async function readSigns(
  sql: Sql,
  incidents: readonly number[],
): Promise<ReadonlyMap<number, Signs>> {
  const rows = await sql.rows<SignsRow>(
    `select i.id, i.title, i.holder is not null as is_of_probes,
       (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'kind', s.kind,
            'target', s.target, 'says', s.says, 'is_holder', p.probe = i.holder)
            order by p.since, p.name), '[]')
          from incident_part p left join probe s on s.id = p.probe
          where p.incident = i.id and p.ended_at is null) as parts,
       (select coalesce(jsonb_agg(jsonb_build_object('is_written', u.actor <> 'system',
            'text', u.text) order by u.id), '[]')
          from (select * from incident_update where incident = i.id
            order by id desc limit $2) u) as updates
     from incident i where i.id = any($1::integer[])`,
    [incidents, mostUpdates],
  );
  return new Map(
    rows.map(({ id, title, is_of_probes: isOfProbes, parts, updates }) => {
      const textsOf = (isWritten: boolean): readonly string[] =>
        updates.filter((one) => one.is_written === isWritten).map(({ text }) => text);
      return [
        id,
        {
          parts: parts.map(({ name, kind, target, says, is_holder: isHolder }) => ({
            name,
            calledBy: [name, kind ?? '', target ?? ''],
            // What the console wrote of the incident is what its holder said then.
            says: [says ?? '', ...(isHolder ? textsOf(false) : [])],
          })),
          written: [...(isOfProbes ? [] : [title]), ...textsOf(true)],
        },
      ];
    }),
  );
}
