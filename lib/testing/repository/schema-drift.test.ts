import { describe, expect, it } from 'vitest';
import { embeddedDatabase } from '../platform/databases.ts';
import { noDifference, readSchema, schemaDiff } from './schema-diff.ts';

// Prisma neither declares nor sees these, so they are written by hand in the migrations and checked
// by hand here.
const partialIndexes = [
  {
    name: 'alias_observation_open',
    definition:
      'CREATE UNIQUE INDEX alias_observation_open ON public.alias_observation ' +
      'USING btree (environment, about, alias) WHERE (ended_at IS NULL)',
  },
  {
    name: 'count_observation_open',
    definition:
      'CREATE UNIQUE INDEX count_observation_open ON public.count_observation ' +
      'USING btree (environment, about, body, name) WHERE (ended_at IS NULL)',
  },
  {
    name: 'incident_of_holder',
    definition:
      'CREATE UNIQUE INDEX incident_of_holder ON public.incident USING btree (holder) ' +
      'WHERE ((holder IS NOT NULL) AND (resolved_at IS NULL))',
  },
  {
    name: 'inventory_change_moves',
    definition:
      'CREATE INDEX inventory_change_moves ON public.inventory_change USING btree (id) ' +
      "WHERE (((before ->> 'kind'::text) = 'migration-item'::text) " +
      "OR ((after ->> 'kind'::text) = 'migration-item'::text))",
  },
  {
    name: 'notice_delivery_waiting',
    definition:
      'CREATE INDEX notice_delivery_waiting ON public.notice_delivery USING btree ' +
      "(route, next_at) WHERE (state = 'waiting'::text)",
  },
  {
    name: 'notice_not_routed',
    definition:
      'CREATE INDEX notice_not_routed ON public.notice USING btree (at, id) ' +
      'WHERE (routed_at IS NULL)',
  },
  {
    name: 'reader_change_sent',
    definition:
      'CREATE UNIQUE INDEX reader_change_sent ON public.reader_change USING btree (environment) ' +
      "WHERE (outcome = 'sent'::text)",
  },
  {
    name: 'run_one_active',
    definition:
      'CREATE UNIQUE INDEX run_one_active ON public.run USING btree (environment) ' +
      'WHERE (ended_at IS NULL)',
  },
];

describe('the tables', () => {
  it('are declared in the schema as the migrations make them', async () => {
    expect(await schemaDiff(process.cwd(), await readSchema(process.cwd()))).toBe(noDifference);
  });

  it('would be reported if the schema said anything else', async () => {
    const schema = await readSchema(process.cwd());
    const planted = schema.map((file) => ({
      ...file,
      content: file.content.replace('holder    String', 'holder    String?\n  spare String?'),
    }));
    const sql = await schemaDiff(process.cwd(), planted);
    expect(sql).toContain('ALTER TABLE "lease" ADD COLUMN     "spare" TEXT');
    expect(sql).toContain('ALTER COLUMN "holder" DROP NOT NULL');
  });

  it('have exactly the partial indexes that Prisma cannot express', async () => {
    const database = await embeddedDatabase();
    const found =
      await database.rows(`select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and indexdef like '% WHERE %' order by indexname`);
    await database.close();
    expect(found).toEqual(partialIndexes);
  });
});
