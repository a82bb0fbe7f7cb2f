import { setTimeout as delay } from 'node:timers/promises';
import { isPassing } from '#lib/kernel/result.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import type { Database } from './database.ts';

const outages: RetryPolicy = { attempts: Infinity, firstDelayMs: 50, maxDelayMs: 2_000 };

/**
 * The same database, whose statements of SQL and transactions are sent again while it is away or
 * busy, until the signal aborts; then they reject with its reason. One whose answer was lost is
 * sent again with the same parameters: it carries a key where it must not take effect twice.
 */
export function withPatience(database: Database, signal: AbortSignal): Database {
  async function persist<T>(work: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await work();
      } catch (error) {
        if (!isPassing(error)) throw error;
        signal.throwIfAborted();
        const pauseMs = backOffMs(outages, Math.min(tried, 10));
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
        signal.throwIfAborted();
      }
    }
  }
  return {
    ...database,
    rows: (text, params) => persist(() => database.rows<never>(text, params)),
    run: (text, params) => persist(() => database.run(text, params)),
    transaction: (work) => persist(() => database.transaction(work)),
  };
}
