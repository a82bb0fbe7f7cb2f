import { PrismaClient } from '../generated/prisma/client.ts';
import type { Connection, Driver } from './driver.ts';
import { guardTransaction, type GuardedTransaction } from './guarded-transaction.ts';
import { pgliteDriver } from './pglite-driver.ts';
import { postgresDriver, type PostgresOptions } from './postgres-driver.ts';
import { prismaAdapter } from './prisma-adapter.ts';

/**
 * A row as the driver gives it: timestamps as Date, dates as `yyyy-MM-dd` text, int8 as number,
 * jsonb parsed. Same on both drivers.
 */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Something SQL can be sent to. Text is always ours; values always travel as parameters. Rejects
 * with a FaultError where trying again may help (`unavailable`: connection lost, no answer in time;
 * `busy`: deadlock, serialisation), else with a StatementError.
 */
export interface Sql {
  rows<T extends object = Row>(text: string, params?: readonly unknown[]): Promise<T[]>;
  /** The number of rows that the statement touched. */
  run(text: string, params?: readonly unknown[]): Promise<number>;
  /**
   * Several statements without parameters, however long they take: migrations and test set-up only.
   */
  script(text: string): Promise<void>;
}

/**
 * The tables, typed by the Prisma schema. Its own transactions, connections and raw SQL are left to
 * `Database`.
 */
export type Tables = Omit<PrismaClient, `$${string}`>;

/**
 * What a store is given: the tables for ordinary reads and writes, SQL for what Prisma cannot say
 * or where it is hot.
 */
export interface Queryable extends Sql {
  /** Rejects as `Sql` does. */
  readonly prisma: Tables;
}

/**
 * Once one of its statements has failed, it can only be rolled back; see `savepoint`. What comes
 * after its end is refused.
 */
export interface Transaction extends Queryable {
  /** Undoes only itself when `work` rejects, and then rejects too. One at a time. */
  savepoint<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export interface Database extends Queryable {
  readonly kind: 'pglite' | 'postgres';
  /**
   * Statements sent since it was opened through `rows`, `run` and Prisma, those of transactions
   * included.
   */
  statements(): number;
  /**
   * One transaction on one connection; rolled back when `work` rejects. Keep it short: PGlite has
   * one connection for everybody.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How Prisma starts a transaction on the client of one. */
type Transactional = Tables & Pick<PrismaClient, '$transaction'>;

// The longest that a timer can wait: the driver limits what a statement may take, and so a
// transaction.
const unlimitedMs = 2 ** 31 - 1;
const asked = {
  isolationLevel: 'ReadCommitted',
  maxWait: unlimitedMs,
  timeout: unlimitedMs,
} as const;

function openDatabase(kind: Database['kind'], driver: Driver): Database {
  let statements = 0;
  const sent = (): void => {
    statements++;
  };
  const sqlOver = (connection: Connection): Sql => ({
    async rows<T extends object>(text: string, params: readonly unknown[] = []) {
      sent();
      return (await connection.query<T>(text, params)).rows;
    },
    async run(text, params = []) {
      sent();
      return (await connection.query(text, params)).affectedRows;
    },
    script: (text) => connection.script(text),
  });

  // Prisma does not say which of its transactions it begins, so one is offered at a time.
  let offered: GuardedTransaction | null = null;
  const adapter = prismaAdapter({
    outside: driver,
    sent,
    async begin(isAsked) {
      if (!isAsked) return guardTransaction(await driver.begin());
      const begun = offered;
      offered = null;
      if (begun === null) throw new Error('Prisma began a transaction that nobody asked for');
      return begun;
    },
  });
  const prisma = new PrismaClient({ adapter });

  const transactionOver = (sql: Sql, client: Transactional): Transaction => ({
    ...sql,
    prisma: client,
    savepoint: (work) => client.$transaction((inner) => work(transactionOver(sql, inner))),
  });

  let offering: Promise<void> = Promise.resolve();
  async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    // It asks the database, which in the embedded one would wait for the end of this transaction.
    await prisma.$connect();
    const begun = guardTransaction(await driver.begin());
    const before = offering;
    let taken: () => void = () => undefined;
    offering = new Promise((resolve) => {
      taken = resolve;
    });
    await before;
    offered = begun;
    try {
      return await prisma.$transaction((client) => {
        taken();
        return work(transactionOver(sqlOver(begun), client));
      }, asked);
    } finally {
      // Only where Prisma did not take it is there anything left to do.
      taken();
      await begun.rollback();
    }
  }

  const running = new Set<Promise<unknown>>();
  return {
    kind,
    prisma,
    statements: () => statements,
    ...sqlOver(driver),
    async transaction(work) {
      const ended = transaction(work);
      running.add(ended);
      return ended.finally(() => running.delete(ended));
    },
    async close() {
      await Promise.allSettled(running);
      await prisma.$disconnect();
      await driver.close();
    },
  };
}

/** A PostgreSQL server. */
export function openPostgres(url: string, options: PostgresOptions = {}): Database {
  return openDatabase('postgres', postgresDriver(url, options));
}

/**
 * The embedded database: a folder (or memory, when absent) that only this process may open; see
 * `data-folder.ts` for the lock.
 */
export async function openPglite(folder?: string): Promise<Database> {
  return openDatabase('pglite', await pgliteDriver(folder));
}
