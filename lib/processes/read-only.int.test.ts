import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import { openPostgres, type Database } from '#lib/platform/database/database.ts';
import { catalogueOf } from '#lib/platform/outside-service.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { databaseService } from './adapters.ts';

const url = process.env.DATABASE_URL;
const says = 'The database takes no changes: it is read-only';
const log = pino({ level: 'silent' });

const stateOf = async (database: Database) =>
  (await catalogueOf([databaseService(database)], () => new Date()).states())[0];

async function expectReadOnly(database: Database): Promise<void> {
  expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
  expect(await stateOf(database)).toMatchObject({ state: 'down', trouble: `${says}.` });
  const refused = { fault: { kind: 'unavailable', says } };
  const broker = createDatabaseBroker(database, { environment: 'local', log });
  await expect(broker.ping()).rejects.toMatchObject(refused);
  const search = openDatabaseSearch(database, 'local');
  await expect(search.ping()).rejects.toMatchObject(refused);
}

it('an embedded database that is read-only is down, for whatever it is used', async () => {
  const database = await embeddedDatabase();
  expect(await stateOf(database)).toMatchObject({ state: 'up', trouble: null });
  await database.script('set default_transaction_read_only = on');
  await expectReadOnly(database);
  await database.close();
});

describe.skipIf(url === undefined)('a PostgreSQL that is read-only (DATABASE_URL)', () => {
  it('is down, with words, though it answers', async () => {
    const address = new URL(url ?? '');
    const open = openPostgres(address.href);
    expect(await stateOf(open)).toMatchObject({ state: 'up', trouble: null });
    await open.close();
    address.searchParams.set('options', '-c default_transaction_read_only=on');
    const database = openPostgres(address.href);
    await expectReadOnly(database);
    await database.close();
  });
});
