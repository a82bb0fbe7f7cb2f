import { MongoClient } from 'mongodb';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { silentProxy } from '#lib/testing/platform/silent-proxy.ts';
import { freshnessProbe } from './freshness.ts';
import { mongodbProbe } from './mongodb.ts';
import { mysqlProbe } from './mysql.ts';
import { postgresProbe } from './postgres.ts';
import { ProbeSettings, type SettingsOf } from './settings.ts';

const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [], idOf: String };
const never = new AbortController().signal;
// A matcher has no type of its own.
const up = { outcome: 'up', says: null, tookMs: expect.any(Number) as number };
const wrongUser = {
  outcome: 'down',
  says: 'It refuses the user of this console, or its password.',
};

/** The schema gives the kind that it was given. */
const settingsOf = <K extends ProbeSettings['kind']>(kind: K, more: object): SettingsOf<K> =>
  // As above.
  ProbeSettings.parse({ name: 'Server', kind, timeLimitSeconds: 3, ...more }) as SettingsOf<K>;

const clock = { now: () => new Date('2026-11-27T12:00:00Z') };
const newest = (of: string, more: object) =>
  freshnessProbe(settingsOf('freshness', { of, everyMinutes: 60, ...more }), terms, {
    clock,
  }).check(never);

const { DATABASE_URL: postgresUrl = '', TCS_DATABASE_URL: mysqlUrl = '' } = process.env;
const { REVAL_MONGODB_URL: mongodbUrl = '' } = process.env;

const withPassword = (url: string, password: string): string => {
  const address = new URL(url);
  address.password = password;
  return address.toString();
};
const withDatabase = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
};

interface InSql {
  readonly of: 'postgres' | 'mysql';
  readonly url: string;
  readonly probe: (url: string) => ReturnType<typeof postgresProbe>;
  readonly run: (text: string) => Promise<void>;
  readonly sleep: string;
}
const inSql: readonly InSql[] = [
  {
    of: 'postgres',
    url: postgresUrl,
    probe: (url) => postgresProbe(settingsOf('postgres', { url }), terms),
    async run(text) {
      const client = new pg.Client({ connectionString: postgresUrl });
      await client.connect();
      await client.query(text);
      await client.end();
    },
    sleep: 'select pg_sleep(20)',
  },
  {
    of: 'mysql',
    url: mysqlUrl,
    probe: (url) => mysqlProbe(settingsOf('mysql', { url }), terms),
    async run(text) {
      const client = await createConnection(mysqlUrl);
      await client.query(text);
      await client.end();
    },
    sleep: 'select sleep(20)',
  },
];

describe.each(inSql)(
  'a probe of $of (DATABASE_URL, TCS_DATABASE_URL)',
  ({ of, url, probe, run, sleep }) => {
    const table = uniqueName('fresh');
    const isWanted = url !== '';
    beforeAll(async () => {
      if (!isWanted) return;
      await run(`create table ${table} (at timestamp null, word varchar(20))`);
      await run(`insert into ${table} values ('2026-11-27 11:30:00', 'a'), (null, 'b')`);
    });
    afterAll(async () => {
      if (isWanted) await run(`drop table ${table}`);
    });
    const asks = (query: string, more: object = {}) => newest(of, { url, query, ...more });

    it.skipIf(!isWanted)('is up, and says who is not let in and what is not there', async () => {
      expect(await probe(url).check(never)).toEqual(up);
      expect(await probe(withPassword(url, 'wrong-password')).check(never)).toMatchObject(
        wrongUser,
      );
      expect(await probe(withDatabase(url, 'nowhere')).check(never)).toMatchObject({
        outcome: 'down',
        says: 'It has no database of that name.',
      });
    });

    it.skipIf(!isWanted)('is down in time where its server falls silent', async () => {
      const proxy = await silentProxy(url);
      proxy.fallSilent();
      expect(await probe(proxy.url).check(never)).toMatchObject({
        outcome: 'down',
        tookMs: null,
      });
      await proxy.close();
    });

    it.skipIf(!isWanted)('tells how new the newest is, by times of UTC', async () => {
      expect(await asks(`select max(at) from ${table} -- newest`)).toEqual(up);
      expect(await asks(`select max(at) from ${table}`, { everyMinutes: 20 })).toMatchObject({
        outcome: 'down',
        says:
          'Its newest is of 27 November 2026 at 11:30am, and one was expected by 27 November ' +
          '2026 at 11:50am.',
      });
      expect(await asks(`select at from ${table} where word = 'b'`)).toMatchObject({
        outcome: 'down',
        says: 'It has nothing with a time.',
      });
      expect(await asks(`select at from ${table} where word = 'c'`)).toMatchObject({
        says: 'It has nothing with a time.',
      });
      expect(await asks(`select word from ${table}`)).toMatchObject({
        outcome: 'down',
        says: 'What it answers is no time.',
      });
    });

    it.skipIf(!isWanted)('asks for one row, changes nothing, and waits no longer', async () => {
      const refused = { outcome: 'down', says: 'It does not take what it is asked.' };
      expect(await asks('select at from nowhere')).toMatchObject(refused);
      expect(await asks(`select 1) as x, (delete from ${table}`)).toMatchObject(refused);
      expect(await asks(sleep, { timeLimitSeconds: 1 })).toMatchObject({
        outcome: 'down',
        tookMs: null,
      });
      const many = `select a.at from ${table} a, ${table} b, ${table} c where a.word = 'a'`;
      expect(await asks(many)).toEqual(up);
    });
  },
);

describe.skipIf(mongodbUrl === '')('a probe of the MongoDB protocol (REVAL_MONGODB_URL)', () => {
  const collection = uniqueName('fresh');
  let client: MongoClient;
  beforeAll(async () => {
    client = await MongoClient.connect(mongodbUrl);
    await client
      .db()
      .collection(collection)
      .insertMany([
        { at: new Date('2026-11-27T11:30:00Z') },
        { at: new Date('2026-11-27T10:30:00Z') },
        { at: 'tomorrow' },
      ]);
  });
  afterAll(async () => {
    await client.db().collection(collection).drop();
    await client.close();
  });
  const probe = (url: string) => mongodbProbe(settingsOf('mongodb', { url }), terms);

  it('is up, and down in time where its server falls silent', async () => {
    expect(await probe(mongodbUrl).check(never)).toEqual(up);
    const proxy = await silentProxy(mongodbUrl);
    proxy.fallSilent();
    expect(await probe(proxy.url).check(never)).toMatchObject({ outcome: 'down', tookMs: null });
    await proxy.close();
  });

  it('tells how new the newest is', async () => {
    const asks = (more: object) => newest('mongodb', { url: mongodbUrl, collection, ...more });
    expect(await asks({ field: 'at' })).toEqual(up);
    expect(await asks({ field: 'at', everyMinutes: 20 })).toMatchObject({ outcome: 'down' });
    expect(await asks({ field: 'nowhere' })).toMatchObject({
      outcome: 'down',
      says: 'It has nothing with a time.',
    });
  });
});
