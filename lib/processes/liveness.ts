import type { TaskPulse } from '#lib/platform/process/health.ts';
import { inBackground } from '#lib/platform/database/background.ts';
import type { Database } from '#lib/platform/database/database.ts';

const beatMs = 5_000;
const processStillAfterMs = 30_000;

export interface Heartbeat {
  read(): TaskPulse;
  stop(): void;
}

/**
 * Progress of a web process: its loop turns, and the embedded database, which lives in it, answers.
 * A PostgreSQL that is away is a matter of readiness: beginning again would not bring it back.
 */
export function startHeartbeat(database: Database): Heartbeat {
  const startedAtMs = Date.now();
  let progressAtMs: number | null = null;
  const mark = (): void => {
    progressAtMs = Date.now();
  };
  const timer = setInterval(() => {
    if (database.kind === 'postgres') mark();
    else inBackground(() => database.rows('select 1')).then(mark, () => undefined);
  }, beatMs);
  timer.unref();
  return {
    read: () => ({
      task: 'web process',
      startedAtMs,
      progressAtMs,
      stillAfterMs: processStillAfterMs,
    }),
    stop: () => clearInterval(timer),
  };
}
