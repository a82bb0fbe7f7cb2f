import { readOwnEnv, type Env } from '#lib/platform/env.ts';
import { createLog, type Log } from '#lib/platform/log.ts';
import { StartRefused } from './start-refused.ts';

/** The environment of this process, or one line a wrong variable. */
export function ownConfiguration(): Env {
  const reading = readOwnEnv();
  if (!reading.ok) throw new StartRefused(2, reading.says.join('\n'));
  return reading.env;
}

/**
 * A person at the terminal reads the banner, a collector reads the log: only warnings reach a
 * terminal unless asked for more.
 */
export function ownLog(env: Env, name: string): Log {
  return createLog(env.LOG_LEVEL ?? (process.stdout.isTTY ? 'warn' : 'info'), name);
}
