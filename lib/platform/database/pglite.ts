import { Worker } from 'node:worker_threads';
import type { QueryResult, TextRows } from './driver.ts';
import { diskFull } from './faults.ts';
import type { EngineResult, EngineRequest, Reply, ThreadSetUp } from './pglite-protocol.ts';
import { pgliteThread } from './pglite-thread.ts';

/**
 * What the embedded engine runs, in and outside a transaction. Rejects with the engine's own
 * DatabaseError, which has a code.
 */
export interface EngineSql {
  query<T>(text: string, params?: readonly unknown[]): Promise<QueryResult<T>>;
  texts(text: string, params?: readonly unknown[]): Promise<TextRows>;
  exec(text: string): Promise<void>;
}

/** All other requests wait for its end; whatever comes after that is refused. */
export interface EngineTransaction extends EngineSql {
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** The embedded engine in a thread of its own, so that what it computes holds nobody up here. */
export interface Engine extends EngineSql {
  begin(): Promise<EngineTransaction>;
  /** Resolves when it has ended, of itself or closed: nothing more is to be had from it. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly begun: () => void;
  readonly done: (result: EngineResult | null) => void;
  readonly failed: (error: Error) => void;
}

const nothing: EngineResult = { rows: [], fields: [], affectedRows: 0 };

/**
 * Opens the database of a folder, or one in memory: empty, or with the contents that PGlite's
 * `dumpDataDir` gave. Only one process may open a folder: see `data-folder.ts`.
 */
export async function openEngine(from?: string | Blob): Promise<Engine> {
  const { messages } = await import('@electric-sql/pglite');
  const workerData: ThreadSetUp = from === undefined ? {} : { from };
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

  /** An open request keeps this process alive; an idle engine does not. */
  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) thread.unref();
    return one;
  }

  function send(
    what: EngineRequest['what'],
    { text = '', params = [], transaction = null, isRaw = false }: Partial<EngineRequest> = {},
    begun: () => void = () => undefined,
  ): { readonly id: number; readonly result: Promise<EngineResult | null> } {
    const id = ++lastId;
    const result = new Promise<EngineResult | null>((done, failed) => {
      if (gone !== null) {
        failed(gone);
        return;
      }
      waiting.set(id, { begun, done, failed });
      thread.ref();
      thread.postMessage({ id, what, text, params, transaction, isRaw } satisfies EngineRequest);
    });
    return { id, result };
  }

  function errorOf(reply: Extract<Reply, { is: 'failed' }>): Error {
    return reply.isOfDatabase
      ? Object.assign(new messages.DatabaseError(reply.message, 0, 'error'), reply.facts)
      : new Error(reply.message);
  }

  // Only what `pgliteThread` sends arrives here.
  thread.on('message', (reply: Reply) => {
    if (reply.is === 'begun') waiting.get(reply.id)?.begun();
    else if (reply.is === 'done') settle(reply.id)?.done(reply.result);
    else {
      const error = errorOf(reply);
      // Until it has space again it cannot be opened either, and that is all there is to say.
      if (reply.facts['severity'] === 'PANIC' && reply.facts['code'] === diskFull) gone ??= error;
      settle(reply.id)?.failed(error);
    }
  });
  const end = (error: Error): void => {
    gone ??= error;
    for (const id of [...waiting.keys()]) settle(id)?.failed(gone);
  };
  thread.on('error', end);
  const ended = new Promise<void>((resolve) => {
    thread.on('exit', () => {
      end(new Error('The embedded database has ended'));
      resolve();
    });
  });

  const within = (transaction: number | null): EngineSql => ({
    async query<T>(text: string, params: readonly unknown[] = []): Promise<QueryResult<T>> {
      const { rows, affectedRows } =
        (await send('query', { text, params, transaction }).result) ?? nothing;
      // The caller says what its statement returns, as with every driver.
      return { rows: rows as T[], affectedRows };
    },
    async texts(text, params = []) {
      const result =
        (await send('query', { text, params, transaction, isRaw: true }).result) ?? nothing;
      // For raw rows the thread returns arrays of texts and nulls.
      return { ...result, rows: result.rows as TextRows['rows'] };
    },
    async exec(text) {
      await send('script', { text, transaction }).result;
    },
  });

  async function begin(): Promise<EngineTransaction> {
    const { id, result: ended } = await new Promise<ReturnType<typeof send>>((resolve, reject) => {
      const sent = send('begin', {}, () => resolve(sent));
      sent.result.catch(reject);
    });
    const endWith = async (what: 'commit' | 'rollback'): Promise<void> => {
      await send(what, { transaction: id }).result;
      await ended;
    };
    return { ...within(id), commit: () => endWith('commit'), rollback: () => endWith('rollback') };
  }

  await send('query', { text: 'select 1' }).result;
  return {
    ...within(null),
    begin,
    ended,
    async close() {
      await send('close').result;
      await thread.terminate();
    },
  };
}
