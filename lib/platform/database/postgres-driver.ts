import pg from 'pg';
import type { BegunTransaction, Connection, Driver, QueryResult } from './driver.ts';
import { beforeDeadline } from './deadline.ts';
import { onDriver } from './faults.ts';

export interface PostgresOptions {
  /** Becomes the search path of every connection. */
  readonly schema?: string;
  readonly maxConnections?: number;
  /** A statement without an answer after this is `unavailable`, and its connection is given up. */
  readonly responseTimeoutMs?: number;
}

const oneDayMs = 86_400_000;
const rollbackWithinMs = 2_000;

const asText = (value: string): string => value;
const texts: pg.CustomTypesConfig = { getTypeParser: () => asText };

/** The driver knows a limit for one statement; its types do not (pg, `Client.query`). */
interface LimitedQuery extends pg.QueryConfig {
  readonly query_timeout: number;
}
const within = (ms: number, text: string): LimitedQuery => ({ text, query_timeout: ms });

const limited = <Q extends pg.QueryConfig>(query: Q, leftMs: number | null): Q =>
  leftMs === null ? query : { ...query, query_timeout: leftMs };

function connectionOver(client: pg.Pool | pg.PoolClient): Connection {
  return {
    async query<T extends object>(
      text: string,
      params: readonly unknown[],
    ): Promise<QueryResult<T>> {
      const result = await onDriver(() =>
        beforeDeadline((leftMs) =>
          client.query<T & pg.QueryResultRow>(limited({ text, values: [...params] }, leftMs)),
        ),
      );
      return { rows: result.rows, affectedRows: result.rowCount ?? 0 };
    },
    async texts(text, params) {
      const how = { text, values: [...params], rowMode: 'array' as const, types: texts };
      // Every parser above hands its text on, and the driver gives null for null.
      const result = await onDriver(() =>
        beforeDeadline((leftMs) => client.query<(string | null)[]>(limited(how, leftMs))),
      );
      return { fields: result.fields, rows: result.rows, affectedRows: result.rowCount ?? 0 };
    },
    async script(text) {
      await onDriver(() => client.query(within(oneDayMs, text)));
    },
  };
}

/**
 * A pool of connections to a PostgreSQL server. Nothing is connected before the first statement.
 */
export function postgresDriver(url: string, options: PostgresOptions): Driver {
  const { schema, maxConnections = 10, responseTimeoutMs = 60_000 } = options;
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.DATE, asText);
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types,
    connectionTimeoutMillis: Math.min(10_000, responseTimeoutMs),
    query_timeout: responseTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(schema === undefined ? {} : { options: `-c search_path="${schema}"` }),
  });
  // Connections that die announce themselves here or with the next statement, which then gets a new
  // one.
  const ignore = (): void => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));

  /**
   * Behind a statement without an answer this one would wait as long again; a server rolls back by
   * itself when a connection goes.
   */
  async function rollBack(client: pg.PoolClient): Promise<void> {
    const rollback = within(Math.min(rollbackWithinMs, responseTimeoutMs), 'rollback');
    const isFree = await client.query(rollback).then(
      () => true,
      () => false,
    );
    client.release(!isFree);
  }

  return {
    ...connectionOver(pool),
    async begin(): Promise<BegunTransaction> {
      const connecting = pool.connect();
      const client = await onDriver(() => beforeDeadline(() => connecting)).catch(
        (error: unknown) => {
          // One that comes when nobody waits for it any more goes back.
          connecting.then((late) => late.release(), ignore);
          throw error;
        },
      );
      const transaction: BegunTransaction = {
        ...connectionOver(client),
        async commit() {
          try {
            await onDriver(() => client.query('commit'));
          } catch (error) {
            await rollBack(client);
            throw error;
          }
          client.release();
        },
        rollback: () => rollBack(client),
      };
      try {
        await onDriver(() => client.query('begin'));
      } catch (error) {
        await rollBack(client);
        throw error;
      }
      return transaction;
    },
    close: () => pool.end(),
  };
}
