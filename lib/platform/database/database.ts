import { PrismaPg } from '@prisma/adapter-pg';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openEngine, type EngineSql } from './pglite.ts';
import { onDriver } from './faults.ts';
import { PrismaClient } from '../generated/prisma/client.ts';

/**
 * A row as the driver gives it: timestamps as Date, dates as `yyyy-MM-dd` text, int8 as number,
 * jsonb parsed. Same on both drivers.
 */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Something SQL can be sent to. Text is always ours; values always travel as parameters. Rejects
 * with a FaultError where trying again may help (`unavailable`: connection lost, no answer in time;
 * `busy`: deadlock, serialisation), else with the driver's error and its code.
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

export interface Database extends Sql {
  readonly kind: 'pglite' | 'postgres';
  readonly prisma: PrismaClient;
  /**
   * Statements sent through `rows` and `run` since it was opened, those of transactions included.
   */
  statements(): number;
  /**
   * One transaction on one connection; rolled back when `work` rejects. Keep it short: PGlite has
   * one connection for everybody.
   */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const asText = (value: string): string => value;

export interface PostgresOptions {
  /** Becomes the search path of every connection. */
  readonly schema?: string;
  readonly maxConnections?: number;
  /** A statement without an answer after this is `unavailable`, and its connection is given up. */
  readonly answerWithinMs?: number;
}

const oneDayMs = 86_400_000;
const rollbackWithinMs = 2_000;

/** The driver knows a limit for one statement; its types do not (pg, `Client.query`). */
const within = (ms: number, text: string): pg.QueryConfig & { readonly query_timeout: number } => ({
  text,
  query_timeout: ms,
});

/** PostgreSQL. */
export function openPostgres(url: string, options: PostgresOptions = {}): Database {
  const searchPath =
    options.schema === undefined ? {} : { options: `-c search_path="${options.schema}"` };
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.DATE, asText);
  const { answerWithinMs = 60_000 } = options;
  const patience = {
    connectionTimeoutMillis: Math.min(10_000, answerWithinMs),
    query_timeout: answerWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    types,
    ...patience,
    ...searchPath,
  });
  // Connections that die announce themselves here or with the next statement, which then gets a new
  // one.
  const ignore = (): void => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max: 4, ...patience, ...searchPath },
      options.schema === undefined ? {} : { schema: options.schema },
    ),
  });
  let statements = 0;
  const over = (client: pg.Pool | pg.PoolClient): Sql => ({
    rows: async <T extends object>(text: string, params: readonly unknown[] = []) => {
      statements++;
      return (await onDriver(() => client.query<T & pg.QueryResultRow>(text, [...params]))).rows;
    },
    run: async (text, params = []) => {
      statements++;
      return (await onDriver(() => client.query(text, [...params]))).rowCount ?? 0;
    },
    script: async (text) => {
      await onDriver(() => client.query(within(oneDayMs, text)));
    },
  });
  return {
    kind: 'postgres',
    prisma,
    statements: () => statements,
    ...over(pool),
    async transaction(work) {
      const client = await onDriver(() => pool.connect());
      let broken: Error | undefined;
      try {
        await onDriver(() => client.query('begin'));
        const value = await work(over(client));
        await onDriver(() => client.query('commit'));
        return value;
      } catch (error) {
        // Behind a statement without an answer this one would wait as long again; without its
        // connection the server rolls back by itself.
        await client
          .query(within(Math.min(rollbackWithinMs, answerWithinMs), 'rollback'))
          .catch((failure: unknown) => {
            broken = failure instanceof Error ? failure : new Error('rollback failed');
          });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/**
 * The embedded database: a folder (or memory, when absent) that only this process may open; see
 * `data-folder.ts` for the lock.
 */
export async function openPglite(folder?: string): Promise<Database> {
  const engine = await openEngine(folder);
  // The adapter asks for a whole PGlite and uses its `query`, `exec` and `transaction` only
  // (pglite-prisma-adapter 0.7).
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(engine as unknown as PGlite) });
  let isDirty = false;
  let statements = 0;
  const over = (client: EngineSql): Sql => ({
    rows: async <T extends object>(text: string, params: readonly unknown[] = []) => {
      isDirty ||= !text.startsWith('select');
      statements++;
      return (await onDriver(() => client.query<T>(text, params))).rows;
    },
    run: async (text, params = []) => {
      isDirty = true;
      statements++;
      return (await onDriver(() => client.query(text, params))).affectedRows ?? 0;
    },
    script: async (text) => {
      isDirty = true;
      await onDriver(() => client.exec(text));
    },
  });
  // PGlite never checkpoints by itself; without this a start after a kill replays seconds of log
  // per hundred megabytes.
  const checkpoints = setInterval(() => {
    if (!isDirty) return;
    isDirty = false;
    engine.exec('checkpoint').catch(() => undefined);
  }, 5_000);
  checkpoints.unref();
  return {
    kind: 'pglite',
    prisma,
    statements: () => statements,
    ...over(engine),
    transaction: (work) => {
      isDirty = true;
      return engine.transaction((tx) => work(over(tx)));
    },
    async close() {
      clearInterval(checkpoints);
      await prisma.$disconnect();
      await engine.close();
    },
  };
}
