import type { Connection, Driver } from './driver.ts';
import { onDriver } from './faults.ts';
import { openEngine, type EngineSql } from './pglite.ts';

const checkpointEveryMs = 5_000;

/** The embedded engine: a folder, or memory when absent. */
export async function pgliteDriver(folder?: string): Promise<Driver> {
  const engine = await openEngine(folder);
  let isDirty = false;
  const connectionOver = (sql: EngineSql): Connection => ({
    query(text, params) {
      isDirty ||= !/^select\b/i.test(text);
      return onDriver(() => sql.query(text, params));
    },
    texts(text, params) {
      isDirty ||= !/^select\b/i.test(text);
      return onDriver(() => sql.texts(text, params));
    },
    script(text) {
      isDirty = true;
      return onDriver(() => sql.exec(text));
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
    ...connectionOver(engine),
    async begin() {
      const begun = await onDriver(() => engine.begin());
      isDirty = true;
      return {
        ...connectionOver(begun),
        commit: () => onDriver(() => begun.commit()),
        rollback: () => begun.rollback().catch(() => undefined),
      };
    },
    async close() {
      clearInterval(checkpoints);
      await engine.close();
    },
  };
}
