/** Rows of a database from before several environments could share one. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { openPglite, type Database } from './database.ts';
import { migrate } from './migrate.ts';

const migrations = path.join(process.cwd(), 'prisma', 'migrations');
const keyed = '20261126030000_environments';

const cleaning: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean();
});

async function databaseBefore(): Promise<Database> {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  for (const name of await readdir(migrations))
    if (name < keyed)
      await cp(path.join(migrations, name), path.join(folder, name), { recursive: true });
  const database = await openPglite();
  cleaning.push(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });
  await migrate(database, folder);
  return database;
}

async function addRun(database: Database, environment: string, queuedAt: string): Promise<void> {
  await database.run(
    `insert into run (id, environment, number, pipeline, pipeline_version, state, started_by,
       reason, request_id, as_of, queued_at, ended_at)
     values ($1, $2, 1, 'documented', 1, 'settled', 'system', '', '', '2026-11-20', $3, $3)`,
    [newId(), environment, queuedAt],
  );
}

async function addRows(database: Database): Promise<void> {
  await database.run(`insert into broker_queue (name) values ('start')`);
  await database.run(
    `insert into search_index (name, fields, key_field)
     values ('doctors_1', '{}', 'key'), ('doctors_2', '{}', 'key'), ('by_hand', '{}', 'key')`,
  );
  await database.run(
    `insert into search_alias (name, index_number)
     select 'doctors', number from search_index where name = 'doctors_2'`,
  );
  await database.run(
    `insert into generation (index_name, base, environment, role)
     values ('doctors_1', 'doctors', 'first', 'previous'),
       ('doctors_2', 'doctors', 'second', 'live')`,
  );
}

const environmentsOf = async (database: Database, table: string, name: string): Promise<string[]> =>
  (
    await database.rows<{ is: string }>(
      `select concat(${name}, ' of ', environment) as is from ${table} order by 1`,
    )
  ).map((row) => row.is);

it('go to the environment of their generation, else to the first that ran', async () => {
  const database = await databaseBefore();
  await addRun(database, 'second', '2026-11-20T11:00:00Z');
  await addRun(database, 'first', '2026-11-20T10:00:00Z');
  await addRows(database);
  expect(await migrate(database, migrations)).toContain(keyed);
  expect(await environmentsOf(database, 'broker_queue', 'name')).toEqual(['start of first']);
  expect(await environmentsOf(database, 'search_index', 'name')).toEqual([
    'by_hand of first',
    'doctors_1 of first',
    'doctors_2 of second',
  ]);
  expect(await environmentsOf(database, 'search_alias', 'name')).toEqual(['doctors of second']);
});

it('go to local where nothing has run', async () => {
  const database = await databaseBefore();
  await database.run(`insert into broker_queue (name) values ('start')`);
  await migrate(database, migrations);
  expect(await environmentsOf(database, 'broker_queue', 'name')).toEqual(['start of local']);
});
