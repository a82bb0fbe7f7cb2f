import { Worker } from 'node:worker_threads';
import type { QueryOptions, Results } from '@electric-sql/pglite';
import type { EngineResult, EngineRequest, Reply, ThreadSetUp } from './pglite-protocol.ts';
import { pgliteThread } from './pglite-thread.ts';

/**
 * What can be asked of the embedded engine, in and outside a transaction. Rejects with the engine's
 * DatabaseError, which has a code.
 */
export interface EngineSql {
  query<T>(text: string, params?: readonly unknown[], options?: QueryOptions): Promise<Results<T>>;
  exec(text: string): Promise<void>;
}

export interface EngineTransaction extends EngineSql {
  /** Undoes it; whatever comes after is refused. */
  rollback(): Promise<void>;
}

/** The embedded engine in a thread of its own, so that what it computes holds nobody up here. */
export interface Engine extends EngineSql {
  transaction<T>(work: (tx: EngineTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Waiting {
  readonly begun: () => void;
  readonly done: (answered: EngineResult | null) => void;
  readonly failed: (error: Error) => void;
}

const nothing: EngineResult = { rows: [], fields: [], affectedRows: 0 };

/**
 * Opens the database of a folder, or one in memory. Only one process may open a folder: see
 * `data-folder.ts`.
 */
export async function openEngine(folder?: string): Promise<Engine> {
  const { messages, types } = await import('@electric-sql/pglite');
  const workerData: ThreadSetUp = folder === undefined ? {} : { folder };
  // The node options of this process are not for the engine: a thread refuses some of them.
  const thread = new Worker(`(${pgliteThread.toString()})(require)`, {
    eval: true,
    workerData,
    execArgv: [],
  });
  thread.unref();

  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let gone: Error | null = null;

  /** An open question keeps this process alive; an idle engine does not. */
  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) thread.unref();
    return one;
  }

  function ask(
    what: EngineRequest['what'],
    { text = '', params = [], transaction = null, isRaw = false }: Partial<EngineRequest> = {},
    begun: () => void = () => undefined,
  ): { readonly id: number; readonly answer: Promise<EngineResult | null> } {
    const id = ++lastId;
    const answer = new Promise<EngineResult | null>((done, failed) => {
      if (gone !== null) {
        failed(gone);
        return;
      }
      waiting.set(id, { begun, done, failed });
      thread.ref();
      thread.postMessage({ id, what, text, params, transaction, isRaw } satisfies EngineRequest);
    });
    return { id, answer };
  }

  function errorOf(reply: Extract<Reply, { is: 'failed' }>): Error {
    return reply.isOfDatabase
      ? Object.assign(new messages.DatabaseError(reply.message, 0, 'error'), reply.facts)
      : new Error(reply.message);
  }

  // Only what `pgliteThread` sends arrives here.
  thread.on('message', (reply: Reply) => {
    if (reply.is === 'begun') waiting.get(reply.id)?.begun();
    else if (reply.is === 'done') settle(reply.id)?.done(reply.answered);
    else settle(reply.id)?.failed(errorOf(reply));
  });
  const end = (error: Error): void => {
    gone ??= error;
    for (const id of [...waiting.keys()]) settle(id)?.failed(gone);
  };
  thread.on('error', end);
  thread.on('exit', () => end(new Error('The embedded database has ended')));

  /**
   * `options`: rows as arrays with the reader's own parsers, which cannot travel; the thread then
   * sends text.
   */
  async function query<T>(
    transaction: number | null,
    text: string,
    params: readonly unknown[],
    options?: QueryOptions,
  ): Promise<Results<T>> {
    const isRaw = options?.parsers !== undefined;
    const { rows, fields, affectedRows } =
      (await ask('query', { text, params, transaction, isRaw }).answer) ?? nothing;
    const parsers = { ...types.parsers, ...options?.parsers };
    // In raw mode every row is an array of texts and nulls, by the protocol of the thread.
    const parsed = isRaw
      ? (rows as readonly (readonly (string | null)[])[]).map((row) =>
          row.map((value, column): unknown =>
            types.parseType(value, fields[column]?.dataTypeID ?? types.TEXT, parsers),
          ),
        )
      : rows;
    // The caller says what its statement returns, as with every driver.
    return { rows: parsed as T[], fields: [...fields], affectedRows };
  }

  const within = (transaction: number | null): EngineSql => ({
    query: <T>(text: string, params: readonly unknown[] = [], options?: QueryOptions) =>
      query<T>(transaction, text, params, options),
    async exec(text) {
      await ask('script', { text, transaction }).answer;
    },
  });

  async function transaction<T>(work: (tx: EngineTransaction) => Promise<T>): Promise<T> {
    const { id, answer: ended } = await new Promise<ReturnType<typeof ask>>((resolve, reject) => {
      const asked = ask('begin', {}, () => resolve(asked));
      asked.answer.catch(reject);
    });
    let isOver = false;
    const endWith = async (what: 'commit' | 'rollback'): Promise<void> => {
      if (isOver) return;
      isOver = true;
      await ask(what, { transaction: id }).answer;
    };
    try {
      const value = await work({ ...within(id), rollback: () => endWith('rollback') });
      await endWith('commit');
      await ended;
      return value;
    } catch (error) {
      await endWith('rollback').catch(() => undefined);
      await ended.catch(() => undefined);
      throw error;
    }
  }

  await ask('query', { text: 'select 1' }).answer;
  return {
    ...within(null),
    transaction,
    async close() {
      await ask('close').answer;
      await thread.terminate();
    },
  };
}
