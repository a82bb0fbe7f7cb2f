import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';
import type { Connection, TextRows } from './driver.ts';
import type { GuardedTransaction } from './guarded-transaction.ts';
import { parameterOf, readingOf } from './prisma-values.ts';

// PostgreSQL's own level, which Prisma requests only where its options name it.
const explicitLevel: IsolationLevel = 'READ COMMITTED';

const about = { provider: 'postgres', adapterName: 'tis-console' } as const;

/** What Prisma's statements go through. */
export interface PrismaConnections {
  readonly outside: Connection;
  /**
   * `isExplicit`: for a transaction that a caller began; else for an operation that takes several
   * statements.
   */
  begin(isExplicit: boolean): Promise<GuardedTransaction>;
  /** Called for every statement of a query. */
  sent(): void;
}

function queryableOver(connection: Connection, sent: () => void): SqlQueryable {
  const send = ({ sql, args, argTypes }: SqlQuery): Promise<TextRows> => {
    sent();
    return connection.texts(
      sql,
      args.map((value, position) => parameterOf(value, argTypes[position])),
    );
  };
  return {
    ...about,
    async queryRaw(query) {
      const { fields, rows } = await send(query);
      const readings = fields.map(({ dataTypeID }) => readingOf(dataTypeID));
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: readings.map(({ type }) => type),
        rows: rows.map((row) => readings.map(({ parse }, column) => parseOne(parse, row[column]))),
      };
    },
    executeRaw: async (query) => (await send(query)).affectedRows,
  };
}

function parseOne(parse: (text: string) => unknown, value: string | null | undefined): unknown {
  return value === null || value === undefined ? null : parse(value);
}

function transactionOver(begun: GuardedTransaction, sent: () => void): Transaction {
  return {
    ...queryableOver(begun, sent),
    // Prisma then leaves BEGIN, COMMIT and ROLLBACK to us.
    options: { usePhantomQuery: true },
    commit: () => begun.commit(),
    rollback: () => begun.rollback(),
    createSavepoint: (name) => begun.savepoint(name),
    rollbackToSavepoint: (name) => begun.rollbackTo(name),
    releaseSavepoint: (name) => begun.release(name),
  };
}

/**
 * Prisma over the same connections that SQL is sent to, so that one transaction serves both and
 * both have the same errors, counts and time limits. One adapter for both drivers: values travel as
 * text.
 */
export function prismaAdapter({
  outside,
  begin,
  sent,
}: PrismaConnections): SqlDriverAdapterFactory {
  let schemaName: string | undefined;
  return {
    ...about,
    async connect(): Promise<SqlDriverAdapter> {
      // Prisma names the schema of every table; SQL finds it by the search path.
      schemaName ??=
        (await outside.query<{ name: string }>('select current_schema() as name', [])).rows[0]
          ?.name ?? 'public';
      const connectionInfo = { schemaName, supportsRelationJoins: true };
      return {
        ...queryableOver(outside, sent),
        startTransaction: async (level) =>
          transactionOver(await begin(level === explicitLevel), sent),
        executeScript: (script) => outside.script(script),
        getConnectionInfo: () => connectionInfo,
        // The connections belong to the database, which closes them.
        dispose: () => Promise.resolve(),
      };
    },
  };
}
