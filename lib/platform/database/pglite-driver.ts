import { setTimeout as delay } from 'node:timers/promises';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import type { Log } from '../log.ts';
import type { Connection, Driver } from './driver.ts';
import { onDriver } from './faults.ts';
import { openEngine, type Engine, type EngineSql } from './pglite.ts';

const checkpointEveryMs = 5_000;
const openings: RetryPolicy = { attempts: Infinity, firstDelayMs: 100, maxDelayMs: 5_000 };

/** The embedded engine: a folder, or memory with the contents of another, or empty when absent. */
export async function pgliteDriver(
  from?: string | Blob,
  log?: Pick<Log, 'info' | 'warn'>,
): Promise<Driver> {
  let engine = await openEngine(from);
  let isDirty = false;
  let isClosed = false;

  /** As a server does after a panic, such as a full disk makes: until then it is unavailable. */
  async function openAgain(before: Engine): Promise<void> {
    await before.ended;
    if (!isClosed) log?.warn('the embedded database has ended, and is opened again');
    for (let tried = 1; !isClosed; tried++) {
      await delay(backOffMs(openings, Math.min(tried, 10)), undefined, { ref: false });
      const opened = await openEngine(from).catch(() => null);
      if (opened === null) continue;
      engine = opened;
      if (isClosed) await opened.close();
      else {
        log?.info({ tried }, 'the embedded database is open again');
        void openAgain(opened);
      }
      return;
    }
  }
  // One in memory has lost everything.
  if (typeof from === 'string') void openAgain(engine);

  const connectionOver = (sql: () => EngineSql): Connection => ({
    query(text, params) {
      isDirty ||= !/^select\b/i.test(text);
      return onDriver(() => sql().query(text, params));
    },
    texts(text, params) {
      isDirty ||= !/^select\b/i.test(text);
      return onDriver(() => sql().texts(text, params));
    },
    script(text) {
      isDirty = true;
      return onDriver(() => sql().exec(text));
    },
  });
  // PGlite never checkpoints by itself; without this a start after a kill replays seconds of log
  // per hundred megabytes.
  const checkpoints = setInterval(() => {
    if (!isDirty) return;
    isDirty = false;
    engine.exec('checkpoint').catch(() => undefined);
  }, checkpointEveryMs);
  checkpoints.unref();
  return {
    ...connectionOver(() => engine),
    async begin() {
      const begun = await onDriver(() => engine.begin());
      isDirty = true;
      return {
        ...connectionOver(() => begun),
        commit: () => onDriver(() => begun.commit()),
        rollback: () => begun.rollback().catch(() => undefined),
      };
    },
    async close() {
      isClosed = true;
      clearInterval(checkpoints);
      // There is nothing to close while it is away.
      await Promise.race([engine.ended, engine.close()]);
    },
  };
}
