import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';
import { silentProxy } from '#lib/testing/platform/silent-proxy.ts';
import { openPostgres, type Database } from './database.ts';

const { DATABASE_URL } = process.env;

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return null;
  } catch (error) {
    return error;
  }
}

function conformance(open: () => Promise<Database>): void {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.script('create table note (id int primary key)');
  });
  afterAll(() => database.close());

  it('rolls back a transaction that throws a fault, and passes the fault on', async () => {
    const fault = new FaultError({ kind: 'unavailable', says: 'Something else is away' });
    const work = database.transaction(async (tx) => {
      await tx.run('insert into note values (1)');
      throw fault;
    });
    expect(await failureOf(work)).toBe(fault);
    expect(await database.rows('select id from note')).toEqual([]);
  });

  it('names the constraint that a statement violated', async () => {
    await database.run('insert into note values (2)');
    const failure = await failureOf(database.run('insert into note values (2)'));
    expect(failure).toMatchObject({ sqlState: '23505', constraint: 'note_pkey' });
  });
}

describe('the embedded database', () => {
  conformance(embeddedDatabase);
});

it('a missing server is unavailable for SQL and Prisma; its address stays private', async () => {
  // Nobody listens on the lowest port of the loopback interface.
  const database = openPostgres('postgres://nobody:secret@127.0.0.1:1/none');
  const attempts = [
    database.rows('select 1'),
    database.prisma.person.count(),
    database.transaction((tx) => tx.prisma.person.count()),
  ];
  for (const failure of await Promise.all(attempts.map(failureOf))) {
    expect(failure).toMatchObject({ fault: { kind: 'unavailable' } });
    expect(String(failure)).not.toMatch(/127\.0\.0\.1|secret/);
  }
  await database.close();
});

describe.skipIf(!DATABASE_URL)('PostgreSQL (DATABASE_URL)', () => {
  const url = DATABASE_URL ?? '';
  conformance(() => postgresDatabase(url));

  it('is unavailable when it ends a connection, also in a transaction; then recovers', async () => {
    const database = openPostgres(url, { maxConnections: 2 });
    const pids: number[] = [];
    const failure = await failureOf(
      database.transaction(async (tx) => {
        const [row] = await tx.rows<{ pid: number }>('select pg_backend_pid() as pid');
        if (row !== undefined) pids.push(row.pid);
        await database.rows('select pg_terminate_backend($1, 5000)', [row?.pid]);
        await tx.rows('select 1');
      }),
    );
    expect(failure).toMatchObject({ fault: { kind: 'unavailable' } });
    expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
    expect(pids).toHaveLength(1);
    await database.close();
  });

  it('is busy when two transactions block each other', async () => {
    const database = openPostgres(url, { maxConnections: 2 });
    const keys = [Math.trunc(Math.random() * 1e9), Math.trunc(Math.random() * 1e9)] as const;
    let held = 0;
    let isHeldByBoth: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      isHeldByBoth = resolve;
    });
    const locking = (first: number, second: number): Promise<void> =>
      database.transaction(async (tx) => {
        await tx.rows('select pg_advisory_xact_lock($1)', [first]);
        if (++held === 2) isHeldByBoth();
        await both;
        await tx.rows('select pg_advisory_xact_lock($1)', [second]);
      });
    const failures = await Promise.all([
      failureOf(locking(keys[0], keys[1])),
      failureOf(locking(keys[1], keys[0])),
    ]);
    const faults = failures.map((failure) =>
      failure instanceof FaultError ? failure.fault.kind : failure,
    );
    expect(faults.filter((fault) => fault !== null)).toEqual(['busy']);
    await database.close();
  });

  it('is unavailable when the network falls silent, in and outside of a transaction', async () => {
    const proxy = await silentProxy(url);
    const database = openPostgres(proxy.url, { maxConnections: 2, responseTimeoutMs: 1_000 });
    await database.rows('select 1');
    const failure = await failureOf(
      database.transaction(async (tx) => {
        await tx.rows('select 1');
        proxy.fallSilent();
        await tx.rows('select 2');
      }),
    );
    expect(failure).toMatchObject({ fault: { kind: 'unavailable' } });
    expect(await failureOf(database.rows('select 3'))).toMatchObject({
      fault: { kind: 'unavailable' },
    });
    await proxy.close();
    await database.close();
  }, 20_000);

  it('is unavailable by the deadline of a read, also where no connection is free', async () => {
    const proxy = await silentProxy(url);
    const database = openPostgres(proxy.url, { maxConnections: 1 });
    const away = { fault: { kind: 'unavailable' } };
    const soon = (work: () => Promise<unknown>) => failureOf(database.answeredWithin(300, work));
    await database.transaction(async () => {
      expect(await soon(() => database.rows('select 1'))).toMatchObject(away);
      expect(await soon(() => database.prisma.person.count())).toMatchObject(away);
      expect(await soon(() => database.transaction((tx) => tx.rows('select 1')))).toMatchObject(
        away,
      );
    });
    // What came too late has kept no connection.
    expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
    expect(await soon(() => database.rows('select pg_sleep(20)'))).toMatchObject(away);
    expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
    proxy.fallSilent();
    // Without a deadline each of these would take a minute.
    expect(await soon(() => database.rows('select 1'))).toMatchObject(away);
    expect(await soon(() => database.rows('select 1'))).toMatchObject(away);
    await proxy.close();
    await database.close();
  }, 20_000);

  it('waits for a script as long as it takes', async () => {
    const database = openPostgres(url, { responseTimeoutMs: 1_000 });
    await database.transaction((tx) => tx.script('select pg_sleep(1.5)'));
    expect(await failureOf(database.rows('select pg_sleep(1.5)'))).toMatchObject({
      fault: { kind: 'unavailable' },
    });
    await database.close();
  });
});
