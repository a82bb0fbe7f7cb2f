import { PrismaClient, type Prisma } from '../generated/prisma/client.ts';
import type { Driver } from './driver.ts';
import { guardTransaction, type GuardedTransaction } from './guarded-transaction.ts';
import { prismaAdapter } from './prisma-adapter.ts';

/** The tables, typed by the Prisma schema; transactions, connections and raw SQL are ours. */
export type Tables = Omit<PrismaClient, `$${string}`>;

/** The tables inside a transaction; a transaction in it is a savepoint. */
export type TransactionTables = Tables & Pick<PrismaClient, '$transaction'>;

/**
 * A value of ours for a JSON column, which keeps what JSON.stringify makes of it. Interfaces have
 * no index signature, so Prisma's type does not accept them as they are.
 */
export const jsonOf = (value: object): Prisma.InputJsonObject => value;

/** The same tables; `ended` is called after every operation, also after one that was refused. */
export function observeTables(tables: Tables, ended: () => void): Tables {
  // `Tables` hides what only this file may use of the client.
  const client = tables as PrismaClient;
  const observed: unknown = client.$extends({
    query: { $allOperations: ({ args, query }) => query(args).finally(ended) },
  });
  // An extension of queries alone leaves the tables as they are; its type does not say so.
  return observed as Tables;
}

export interface TypedAccess {
  readonly tables: Tables;
  /** One transaction for whatever is sent through the tables or straight to `begun`. */
  transaction<T>(
    work: (begun: GuardedTransaction, tables: TransactionTables) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

// The longest that a timer can wait: the driver limits what each statement may take.
const unlimitedMs = 2 ** 31 - 1;
const transactionOptions = {
  isolationLevel: 'ReadCommitted',
  maxWait: unlimitedMs,
  timeout: unlimitedMs,
} as const;

/** Prisma over the connections of `driver`. `sent` is called for every statement. */
export function openPrisma(driver: Driver, sent: () => void): TypedAccess {
  // Prisma does not say for which caller it begins a transaction, so they start one at a time.
  let starting: GuardedTransaction | null = null;
  let lastStart: Promise<void> = Promise.resolve();

  const adapter = prismaAdapter({
    outside: driver,
    sent,
    async begin(isExplicit) {
      if (!isExplicit) return guardTransaction(await driver.begin());
      const begun = starting;
      starting = null;
      if (begun === null) throw new Error('Prisma began a transaction that no caller requested');
      return begun;
    },
  });
  const prisma = new PrismaClient({ adapter });

  return {
    tables: prisma,
    async transaction(work) {
      // Connecting queries the database, and an embedded one refuses queries from outside once this
      // transaction has begun.
      await prisma.$connect();
      const begun = guardTransaction(await driver.begin());
      const previousStart = lastStart;
      let letNextStart: () => void = () => undefined;
      lastStart = new Promise((resolve) => {
        letNextStart = resolve;
      });
      await previousStart;
      starting = begun;
      try {
        return await prisma.$transaction((tables) => {
          letNextStart();
          return work(begun, tables);
        }, transactionOptions);
      } finally {
        // Something is left to do only where Prisma did not begin it.
        letNextStart();
        await begun.rollback();
      }
    },
    close: () => prisma.$disconnect(),
  };
}
