import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import type { Database } from './database.ts';
import { withHeartbeat } from './with-heartbeat.ts';

describe('a database with a heartbeat', () => {
  let database: Database;
  let beating: Database;
  let beats = 0;
  beforeAll(async () => {
    database = await embeddedDatabase();
    beating = withHeartbeat(database, () => beats++);
  });
  beforeEach(() => {
    beats = 0;
  });
  afterAll(() => database.close());

  const person = { email: 'a', name: 'a', role: 'viewer', passwordHash: 'none' };
  const uses: readonly [string, (of: Database) => Promise<unknown>][] = [
    ['a statement of SQL', ({ rows }) => rows('select 1')],
    ['a statement that counts', ({ run }) => run('delete from lease')],
    ['an operation of Prisma', ({ prisma }) => prisma.person.findMany()],
    ['a transaction', ({ transaction }) => transaction(({ prisma }) => prisma.lease.count())],
  ];

  it.each(uses)('beats when %s has ended, and for its own caller alone', async (_, use) => {
    await use(database);
    expect(beats).toBe(0);
    expect(await use(beating)).toEqual(await use(database));
    expect(beats).toBe(1);
  });

  it('beats when the database refuses', async () => {
    const { prisma, rows, transaction } = beating;
    const wrong = { ...person, id: 'no uuid' };
    await expect(prisma.person.create({ data: wrong })).rejects.toThrow();
    await expect(rows('select nothing')).rejects.toThrow();
    await expect(transaction((tx) => tx.run('select nothing'))).rejects.toThrow();
    expect(beats).toBe(3);
  });

  it('writes through the same connections', async () => {
    const id = newId();
    await beating.prisma.person.create({ data: { ...person, id } });
    expect(await database.prisma.person.findUnique({ where: { id } })).toMatchObject(person);
  });
});
