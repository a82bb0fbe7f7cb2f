import { MongoClient } from 'mongodb';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import {
  fillReval,
  fillTcs,
  ownRevalDatabase,
  ownTcsDatabase,
  type OwnDatabase,
} from '#lib/testing/sync/population.ts';
import { silentProxy } from '#lib/testing/platform/silent-proxy.ts';
import { sourcesConform } from '#lib/testing/sync/source-conformance.ts';
import { isFields } from './fields.ts';
import { closeSources, openSources } from './open-sources.ts';
import { extractPerson } from './tcs/extract.ts';
import type { ConnectionException, Sources, TcsPerson } from './sources.ts';

const asOf = '2026-11-21';
/** More than two pages of each source. */
const synthetic = { trainees: 4_500, seed: 7 };
const tcsUrl = process.env['TCS_DATABASE_URL'];
const revalUrl = process.env['REVAL_MONGODB_URL'];

describe('synthetic sources', () => {
  const sources = openSources({ synthetic });
  sourcesConform(synthetic, asOf, () => sources);
});

describe.skipIf(tcsUrl === undefined)('TCS in MySQL (TCS_DATABASE_URL)', () => {
  let own: OwnDatabase;
  let sources: Sources;
  beforeAll(async () => {
    own = await ownTcsDatabase(tcsUrl ?? '', uniqueName('tcs'));
    await fillTcs(own.url, synthetic, asOf);
    sources = openSources({ tcsDatabaseUrl: own.url, synthetic });
  });
  afterAll(async () => {
    await closeSources(sources);
    await own.drop();
  });
  sourcesConform(synthetic, asOf, () => sources);

  const execute = async (sql: string, ...values: unknown[]): Promise<unknown> => {
    const connection = await createConnection({ uri: own.url });
    const [rows] = await connection.query(sql, values).finally(() => connection.end());
    return rows;
  };

  it('shows every page the same moment, whatever is written meanwhile', async () => {
    const surnames = new Set<string | null>();
    let read = 0;
    for await (const page of sources.tcs.people(asOf)) {
      if (read === 0) await execute('update ContactDetails set surname = ?', 'Changed');
      read += page.length;
      for (const person of page) surnames.add(person.surname);
    }
    expect(read).toBe(synthetic.trainees);
    expect(surnames).not.toContain('Changed');
  });

  it('gives large ids as text, and impossible days as they are stored', async () => {
    const ids = ['9007199254740992', '9007199254740993', '9223372036854775807'];
    for (const id of ids) {
      await execute(`insert into ContactDetails values (${id}, 'A', 'B')`);
      await execute(
        `set statement sql_mode = 'ALLOW_INVALID_DATES' for ` +
          'insert into ProgrammeMembership values ' +
          `('m${id}', ${id}, null, 'SUBSTANTIVE', '2022-11-00', '2027-02-31')`,
      );
    }
    const people: TcsPerson[] = [];
    for await (const page of sources.tcs.people(asOf)) people.push(...page);
    expect(people.slice(-3).map(({ id }) => id)).toEqual(ids);
    expect(
      people
        .slice(-3)
        .map((person) =>
          extractPerson({ ...person, hasGmcDetails: true, gmcNumber: '7000001' }, asOf),
        )
        .map((extracted) => extracted?.kind === 'send' && extracted.body),
    ).toEqual(ids.map((id): unknown => expect.stringContaining(`"tcsPersonId":${id},`)));
    for (const person of people.slice(-3)) {
      expect(person.memberships.map(({ uuid }) => uuid)).toEqual([`m${String(person.id)}`]);
      expect(person.memberships[0]?.start).toBe('2022-11-00');
    }
    await execute(`delete from ContactDetails where id >= ${ids[0] ?? ''}`);
    await execute(`delete from ProgrammeMembership where personId >= ${ids[0] ?? ''}`);
  });

  it('is unavailable when the connection is lost half-way, and can be read again', async () => {
    const lost = async (): Promise<void> => {
      for await (const page of sources.tcs.people(asOf)) {
        const found = await execute(
          'select id from information_schema.processlist where db = ? and id <> connection_id()',
          new URL(own.url).pathname.slice(1),
        );
        expect(page.length).toBeGreaterThan(0);
        if (!Array.isArray(found)) throw new Error('no list of connections');
        for (const row of found)
          if (isFields(row)) await execute('kill ?', row['id']).catch(() => undefined);
      }
    };
    expect((await faultOf(lost())).fault.kind).toBe('unavailable');
    let again = 0;
    for await (const page of sources.tcs.people(asOf)) again += page.length;
    expect(again).toBe(synthetic.trainees);
  });

  it('is unavailable when the network falls silent half-way', async () => {
    const proxy = await silentProxy(own.url);
    const behind = openSources({ tcsDatabaseUrl: proxy.url, synthetic, respondWithinMs: 1_000 });
    const reading = async (): Promise<void> => {
      for await (const _ of behind.tcs.people(asOf)) proxy.fallSilent();
    };
    expect((await faultOf(reading())).fault.kind).toBe('unavailable');
    expect((await faultOf(behind.tcs.ping())).fault.kind).toBe('unavailable');
    await closeSources(behind);
    await proxy.close();
  });
});

describe.skipIf(revalUrl === undefined)(
  'Recommendation and Connection in MongoDB (REVAL_MONGODB_URL)',
  () => {
    let own: OwnDatabase;
    let sources: Sources;
    beforeAll(async () => {
      own = ownRevalDatabase(revalUrl ?? '', uniqueName('reval'));
      await fillReval(own.url, synthetic, asOf);
      sources = openSources({ revalMongodbUrl: own.url, synthetic });
    });
    afterAll(async () => {
      await closeSources(sources);
      await own.drop();
    });
    sourcesConform(synthetic, asOf, () => sources);

    it('says the same of exceptions as before, whatever is logged meanwhile', async () => {
      const until = new Date(`${asOf}T12:00:00Z`);
      const read = async (): Promise<ConnectionException[]> => {
        const all: ConnectionException[] = [];
        for await (const page of sources.connection.exceptions(asOf, until)) all.push(...page);
        return all;
      };
      const before = await read();
      const client = new MongoClient(own.url);
      await client
        .db()
        .collection('exceptionLogs')
        .insertMany(
          [before[0]?.gmcNumber, '9999999'].map((gmcId) => ({
            gmcId,
            errorMessage: 'New',
            timestamp: new Date(until.getTime() + 1),
          })),
        );
      expect(await read()).toEqual(before);
      await client
        .db()
        .collection('exceptionLogs')
        .insertOne({ gmcId: '9999999', errorMessage: 'Old' });
      expect(await read()).toEqual([...before, { gmcNumber: '9999999', errorMessage: 'Old' }]);
      await client
        .db()
        .collection('exceptionLogs')
        .deleteMany({ errorMessage: { $in: ['New', 'Old'] } });
      await client.close();
    });

    it('is unavailable when the network falls silent half-way', async () => {
      const proxy = await silentProxy(own.url);
      const behind = openSources({ revalMongodbUrl: proxy.url, synthetic, respondWithinMs: 1_000 });
      const reading = async (): Promise<void> => {
        for await (const _ of behind.recommendation.doctors(asOf)) proxy.fallSilent();
      };
      expect((await faultOf(reading())).fault.kind).toBe('unavailable');
      expect((await faultOf(behind.connection.ping())).fault.kind).toBe('unavailable');
      await closeSources(behind);
      await proxy.close();
    }, 20_000);

    it('is read when it comes back, also where it was away when it was asked first', async () => {
      const before = await silentProxy(own.url);
      await before.close();
      const behind = openSources({ revalMongodbUrl: before.url, synthetic, respondWithinMs: 500 });
      const { recommendation, connection } = behind;
      const count = async (pages: AsyncIterable<readonly unknown[]>): Promise<number> => {
        let all = 0;
        for await (const page of pages) all += page.length;
        return all;
      };
      const reads: readonly (() => Promise<unknown>)[] = [
        () => recommendation.ping(),
        () => connection.ping(),
        () => recommendation.countDoctors(asOf),
        () => count(recommendation.doctors(asOf)),
        () => count(connection.exceptions(asOf, new Date())),
      ];
      for (const read of reads) expect((await faultOf(read())).fault.kind).toBe('unavailable');
      const back = await silentProxy(own.url, Number(new URL(before.url).port));
      expect(await Promise.all(reads.map((read) => read()))).toEqual([
        undefined,
        undefined,
        await sources.recommendation.countDoctors(asOf),
        await count(sources.recommendation.doctors(asOf)),
        await count(sources.connection.exceptions(asOf, new Date())),
      ]);
      await closeSources(behind);
      await back.close();
    }, 20_000);
  },
);

async function faultOf(reading: AsyncIterable<unknown> | Promise<unknown>): Promise<FaultError> {
  try {
    if (Symbol.asyncIterator in reading) for await (const _ of reading) continue;
    else await reading;
  } catch (error) {
    if (error instanceof FaultError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('sources that are away', () => {
  const nowhere = openSources({
    tcsDatabaseUrl: 'mysql://u:secret@127.0.0.1:1/tcs',
    revalMongodbUrl: 'mongodb://u:secret@127.0.0.1:1/reval',
    synthetic,
  });
  afterAll(() => closeSources(nowhere));

  it('say so in plain words', async () => {
    const { tcs, recommendation, connection } = nowhere;
    const errors = await Promise.all(
      [
        tcs.people(asOf),
        tcs.ping(),
        recommendation.doctors(asOf),
        recommendation.ping(),
        connection.exceptions(asOf, new Date()),
        connection.ping(),
      ].map(faultOf),
    );
    for (const { fault } of errors) {
      expect(fault.kind).toBe('unavailable');
      expect(fault.says).toMatch(/cannot be read$/);
      expect(JSON.stringify(fault)).not.toMatch(/secret|127\.0\.0\.1|mysql:|mongodb:/);
    }
  });
});
