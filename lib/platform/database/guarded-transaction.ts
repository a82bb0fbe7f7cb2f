import type { BegunTransaction } from './driver.ts';

/**
 * A begun transaction that keeps the promises of `Database.transaction`, whoever sends its
 * statements.
 */
export interface GuardedTransaction extends BegunTransaction {
  savepoint(name: string): Promise<void>;
  rollbackTo(name: string): Promise<void>;
  release(name: string): Promise<void>;
}

/**
 * Three promises: what comes after the end is refused; what was sent before the end is done before
 * it; and once a statement has failed only a rollback is possible, to a savepoint or whole.
 * PostgreSQL itself answers such a COMMIT by rolling back, without an error.
 */
export function guardTransaction(begun: BegunTransaction): GuardedTransaction {
  const pending = new Set<Promise<unknown>>();
  let isOver = false;
  let failure: { readonly error: unknown } | null = null;

  async function send<T>(statement: () => Promise<T>): Promise<T> {
    if (isOver) throw new Error('The transaction has ended');
    const result = statement().catch((error: unknown) => {
      failure ??= { error };
      throw error;
    });
    pending.add(result);
    return result.finally(() => pending.delete(result));
  }

  async function execute(text: string): Promise<void> {
    await send(() => begun.query(text, []));
  }

  async function end(): Promise<boolean> {
    if (isOver) return false;
    isOver = true;
    await Promise.allSettled(pending);
    return true;
  }

  return {
    query: (text, params) => send(() => begun.query(text, params)),
    texts: (text, params) => send(() => begun.texts(text, params)),
    script: (text) => send(() => begun.script(text)),
    savepoint: (name) => execute(`savepoint ${name}`),
    async rollbackTo(name) {
      await execute(`rollback to savepoint ${name}`);
      failure = null;
    },
    release: (name) => execute(`release savepoint ${name}`),
    async commit() {
      if (!(await end())) throw new Error('The transaction has ended');
      if (failure === null) return begun.commit();
      await begun.rollback();
      throw failure.error;
    },
    async rollback() {
      if (await end()) await begun.rollback();
    },
  };
}
