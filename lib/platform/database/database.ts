import type { Log } from '../log.ts';
import { isInBackground } from './background.ts';
import { answeredFromNow, answeredWithin } from './deadline.ts';
import type { Connection, Driver } from './driver.ts';
import { pgliteDriver } from './pglite-driver.ts';
import { postgresDriver, type PostgresOptions } from './postgres-driver.ts';
import { openPrisma, type Tables, type TransactionTables } from './prisma-client.ts';

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
  /** Those of them that no request has asked for. */
  backgroundStatements(): number;
  /**
   * One transaction on one connection; rolled back when `work` rejects. Keep it short: PGlite has
   * one connection for all.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * What `work` asks of a server is answered within `ms`, or `unavailable`: for reads of people,
   * who want words soon. The embedded database has no network that falls silent, and is waited for.
   */
  answeredWithin<T>(ms: number, work: () => Promise<T>): Promise<T>;
  /** Begins that time anew, for work that has waited for its turn. */
  answeredFromNow<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

function openDatabase(kind: Database['kind'], driver: Driver): Database {
  let statements = 0;
  let backgroundStatements = 0;
  const sent = (): void => {
    statements++;
    if (isInBackground()) backgroundStatements++;
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

  const prisma = openPrisma(driver, sent);
  const transactionOver = (sql: Sql, tables: TransactionTables): Transaction => ({
    ...sql,
    prisma: tables,
    savepoint: (work) => tables.$transaction((inner) => work(transactionOver(sql, inner))),
  });

  const running = new Set<Promise<unknown>>();
  return {
    kind,
    prisma: prisma.tables,
    statements: () => statements,
    backgroundStatements: () => backgroundStatements,
    ...sqlOver(driver),
    async transaction(work) {
      const ended = prisma.transaction((begun, tables) =>
        work(transactionOver(sqlOver(begun), tables)),
      );
      running.add(ended);
      return ended.finally(() => running.delete(ended));
    },
    answeredWithin,
    answeredFromNow,
    async close() {
      await Promise.allSettled(running);
      await prisma.close();
      await driver.close();
    },
  };
}

/** A PostgreSQL server. */
export function openPostgres(url: string, options: PostgresOptions = {}): Database {
  return openDatabase('postgres', postgresDriver(url, options));
}

/**
 * The embedded database: a folder that only this process may open (see `data-folder.ts` for the
 * lock), or memory, empty or with the contents that PGlite's `dumpDataDir` gave. Where it had to
 * open its folder again is logged.
 */
export async function openPglite(
  from?: string | Blob,
  log?: Pick<Log, 'info' | 'warn'>,
): Promise<Database> {
  return openDatabase('pglite', await pgliteDriver(from, log));
}
