import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';
import type { Database, Transaction } from './database.ts';
import { violatedUnique } from './faults.ts';
import { readingOf } from './prisma-values.ts';

const { DATABASE_URL } = process.env;
const given = new Error('given up half-way');
const addLease = `insert into lease (name, holder, token, expires_at)
  values ($1, 'test', 1, now())`;

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

function addPerson({ prisma }: Pick<Transaction, 'prisma'>, name: string) {
  const person = { id: newId(), email: name, name, role: 'viewer', passwordHash: 'none' };
  return prisma.person.create({ data: person });
}

function addAudit({ prisma }: Pick<Transaction, 'prisma'>, target: string) {
  const about = { actorId: 'test', actor: 'test', actorRole: 'admin', action: 'test' };
  const audit = { ...about, target, environment: 'test', outcome: 'done', requestId: target };
  return prisma.audit.create({ data: audit, select: { id: true } });
}

function runData(number: number, stages: readonly string[]) {
  const create = stages.map((name) => ({ position: stages.indexOf(name), name }));
  const how = { pipeline: 'test', pipelineVersion: 1, state: 'queued', startedBy: 'test' };
  const why = { reason: 'test', requestId: 'test', asOf: new Date('2026-11-21') };
  return { id: newId(), environment: 'test', number, ...how, ...why, stages: { create } };
}

function conformance(open: () => Promise<Database>): void {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => database.script('truncate person, lease, audit, run cascade'));
  afterAll(() => database.close());

  const counts = async (): Promise<unknown> => {
    const [row] = await database.rows(`select (select count(*) from person) as people,
      (select count(*) from lease) as leases, (select count(*) from audit) as audits`);
    return row;
  };

  describe('fifty commands at once', () => {
    // Every fifth ends in the same way; `duplicate` is there before.
    const endings = {
      done: () => Promise.resolve(),
      'throws after a write of Prisma': () => Promise.reject(given),
      'is refused by a statement of Prisma': (tx: Transaction) => addPerson(tx, 'duplicate'),
      'is refused by a statement of SQL': (tx: Transaction) => tx.run(addLease, ['duplicate']),
      'is done too': () => Promise.resolve(),
    };
    const ending = (number: number) => Object.values(endings)[number % 5] ?? endings.done;
    const names = Array.from({ length: 50 }, (_, number) => `command-${String(number)}`);
    const successful = names.filter((_, number) => number % 5 === 0 || number % 5 === 4);

    async function command(name: string, number: number): Promise<void> {
      await database.transaction(async (tx) => {
        await addPerson(tx, name);
        const seen = await tx.rows('select name from person where name like $1', ['command-%']);
        // What others have committed may be there too; what they have not, never.
        expect(seen).toContainEqual({ name });
        await tx.run(addLease, [name]);
        expect(await tx.prisma.lease.count({ where: { name } })).toBe(1);
        await ending(number)(tx);
        await addAudit(tx, name);
      });
    }

    it('leave rows and audit rows that agree, each written by one transaction', async () => {
      await addPerson(database, 'duplicate');
      await database.run(addLease, ['duplicate']);
      await addAudit(database, 'duplicate');

      let isOver = false;
      const halves: unknown[] = [];
      const watching = (async () => {
        while (!isOver) {
          const [row] = await database.rows<{ half: boolean }>(`select
            (select count(*) from person) <> (select count(*) from audit)
            or (select count(*) from lease) <> (select count(*) from audit) as half`);
          if (row?.half !== false) halves.push(row);
        }
      })();
      const failures = await Promise.all(
        names.map((name, number) => failureOf(command(name, number))),
      );
      isOver = true;
      await watching;

      expect(halves).toEqual([]);
      expect(failures.map((failure) => failure !== null)).toEqual(
        names.map((name) => !successful.includes(name)),
      );
      expect(failures[1]).toBe(given);
      expect(violatedUnique(failures[2])).toBe('person_email');
      expect(violatedUnique(failures[3])).toBe('lease_pkey');

      const written = await database.rows<{ name: string; by: string[] }>(`select person.name,
          array[person.xmin::text, lease.xmin::text, audit.xmin::text] as by
        from person full join lease using (name) full join audit on audit.target = name
        where name is distinct from 'duplicate'`);
      expect(written.map(({ name }) => name).sort()).toEqual([...successful].sort());
      const writers = written.map(({ by }) => new Set(by));
      expect(writers.every((by) => by.size === 1)).toBe(true);
      expect(new Set(written.map(({ by }) => by[0])).size).toBe(successful.length);
    });
  });

  it('a failed statement leaves nothing behind, also when the work overlooks it', async () => {
    for (const fail of [
      (tx: Transaction) => tx.run(addLease, ['one']),
      (tx: Transaction) => tx.prisma.lease.create({ data: lease('one') }),
    ]) {
      const overlooked = database.transaction(async (tx) => {
        await tx.run(addLease, ['one']);
        await failureOf(fail(tx));
      });
      expect(violatedUnique(await failureOf(overlooked))).toBe('lease_pkey');
      const unawaited = database.transaction(async (tx) => {
        await addPerson(tx, 'one');
        void failureOf(tx.run('select nothing from nowhere'));
      });
      expect(await failureOf(unawaited)).toMatchObject({ sqlState: '42P01' });
    }
    expect(await counts()).toEqual({ people: 0, leases: 0, audits: 0 });
  });

  it('a savepoint undoes itself alone, and the transaction around it goes on', async () => {
    await database.transaction(async (tx) => {
      await addPerson(tx, 'before');
      // The second stage has the position of the first.
      const nested = (inner: Transaction) =>
        inner.prisma.run.create({ data: runData(1, ['one', 'one']) });
      const failure = await failureOf(tx.savepoint(nested));
      expect(violatedUnique(failure)).toBe('run_stage_pkey');
      const inSql = tx.savepoint(async (inner) => {
        await inner.run(addLease, ['undone']);
        await inner.savepoint((innermost) => innermost.run(addLease, ['undone too']));
        throw given;
      });
      expect(await failureOf(inSql)).toBe(given);
      await tx.savepoint((inner) => inner.run(addLease, ['kept']));
      await tx.prisma.run.create({ data: runData(2, ['one', 'two']) });
      await addAudit(tx, 'after');
    });
    expect(await counts()).toEqual({ people: 1, leases: 1, audits: 1 });
    expect(await database.prisma.lease.findMany({ select: { name: true } })).toEqual([
      { name: 'kept' },
    ]);
    const select = {
      number: true,
      stages: { select: { name: true }, orderBy: { position: 'asc' } },
    } as const;
    expect(await database.prisma.run.findMany({ select })).toEqual([
      { number: 2, stages: [{ name: 'one' }, { name: 'two' }] },
    ]);
  });

  it('what comes after the end is refused, and not sent outside of it', async () => {
    const { tx, prepared } = await database.transaction(async (own) => ({
      tx: own,
      // Prisma sends an operation when it is awaited, not when it is written.
      prepared: [own.prisma.person.deleteMany()] as const,
    }));
    await addPerson(database, 'stays');
    const next = database.transaction(async (own) => {
      await addAudit(own, 'next');
      const late = [
        () => tx.run('delete from person'),
        () => tx.rows('select 1'),
        () => tx.script('delete from person'),
        () => tx.prisma.person.deleteMany(),
        () => prepared[0],
        () => tx.savepoint((inner) => inner.run('delete from person')),
      ];
      for (const send of late) expect(String(await failureOf(send()))).toMatch(/transaction/i);
    });
    await next;
    expect(await counts()).toEqual({ people: 1, leases: 0, audits: 1 });
  });

  it('several writes of one Prisma operation are one transaction of their own', async () => {
    const failure = await failureOf(
      database.prisma.run.create({ data: runData(1, ['one', 'one']) }),
    );
    expect(violatedUnique(failure)).toBe('run_stage_pkey');
    expect(await database.prisma.run.count()).toBe(0);
    const made = database.prisma.run.create({
      data: runData(1, ['one']),
      select: { stages: true },
    });
    expect((await made).stages).toHaveLength(1);
  });

  it('SQL and Prisma read the same values, in whatever zone the session is', async () => {
    const at = new Date('2026-07-01T12:34:56.789Z');
    await database.transaction(async (tx) => {
      await tx.script(`set local timezone = 'America/St_Johns'`);
      const token = 2n ** 53n - 1n;
      await tx.prisma.lease.create({
        data: { name: 'prisma', holder: 'é "', token, expiresAt: at },
      });
      await tx.run('insert into lease values ($1, $2, $3, $4)', ['sql', 'é "', token, at]);
      const bySql = await tx.rows('select holder, token, expires_at as at from lease');
      expect(bySql).toEqual(Array(2).fill({ holder: 'é "', token: Number(token), at }));
      const byPrisma = await tx.prisma.lease.findMany({
        where: { expiresAt: at },
        omit: { name: true },
      });
      expect(byPrisma).toEqual(Array(2).fill({ holder: 'é "', token, expiresAt: at }));

      const fault = { kind: 'busy', says: "it's", detail: { n: 1.5, yes: true, none: null } };
      const data = { ...runData(3, []), isDry: true, fault, startedAt: at };
      await tx.prisma.run.create({ data });
      const [run] = await tx.rows(
        'select as_of, is_dry, fault, started_at, ended_at, token, generations from run',
      );
      const rest = { ended_at: null, token: 0, generations: {} };
      expect(run).toEqual({ as_of: '2026-11-21', is_dry: true, fault, started_at: at, ...rest });
      expect(await tx.prisma.run.findUnique({ where: { id: data.id } })).toMatchObject({
        asOf: new Date('2026-11-21'),
        isDry: true,
        fault,
        startedAt: at,
        endedAt: null,
        token: 0n,
      });
    });
  });

  it('every column that Prisma may read has a reader', async () => {
    const columns = await database.rows<{ name: string; type: number; kind: string }>(`select
        pg_class.relname || '.' || attname as name, atttypid::int as type,
        atttypid::regtype::text as kind
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = current_schema()::regnamespace and relkind = 'r' and attnum > 0
        and not attisdropped`);
    expect(columns.length).toBeGreaterThan(50);
    // `Unsupported` in the schema: Prisma does not read these.
    const readable = columns.filter(({ kind }) => kind !== 'int8multirange');
    const unread = readable.filter(({ type }) => {
      try {
        readingOf(type);
        return false;
      } catch {
        return true;
      }
    });
    expect(unread).toEqual([]);
  });

  it('counts the statements of both', async () => {
    const sent = async (work: () => Promise<unknown>): Promise<number> => {
      const before = database.statements();
      await work();
      return database.statements() - before;
    };
    expect(await sent(() => database.rows('select 1'))).toBe(1);
    expect(await sent(() => database.prisma.person.findMany())).toBe(1);
    const both = database.transaction.bind(database, async (tx: Transaction) => {
      await tx.run(addLease, ['counted']);
      await addPerson(tx, 'counted');
    });
    expect(await sent(both)).toBe(2);
  });
}

function lease(name: string) {
  return { name, holder: 'test', token: 1n, expiresAt: new Date() };
}

describe('the embedded database', () => {
  conformance(embeddedDatabase);
});

describe.skipIf(!DATABASE_URL)('PostgreSQL (DATABASE_URL)', () => {
  conformance(() => postgresDatabase(DATABASE_URL ?? ''));
});
