import { createLog, type Log } from '#lib/platform/log.ts';
import type { Route } from '#lib/notify/index.ts';
import type { EnvReading } from '#lib/platform/env-values.ts';
import { ownVariables } from '#lib/platform/env.ts';
import { readEnv, type Env } from './env.ts';
import type { EnvironmentSettings } from './environment-settings.ts';
import { environmentsOfWorker, readEnvironments } from './read-environments.ts';
import { readRoutes } from './read-routes.ts';
import { StartRefused } from '../start-refused.ts';

export interface Configuration {
  readonly env: Env;
  readonly environments: readonly EnvironmentSettings[];
  /** Names of those that a worker of this process serves. */
  readonly workerEnvironments: readonly string[];
  /** Along which people are told of what happens. */
  readonly routes: readonly Route[];
}

function accepted<T>(reading: EnvReading<T>): T {
  if (!reading.ok) throw new StartRefused(2, reading.says.join('\n'));
  return reading.env;
}

/** The settings of this process, or one line for each wrong variable or key. */
export function ownConfiguration(): Configuration {
  const variables = ownVariables();
  const env = accepted(readEnv(variables));
  const environments = accepted(readEnvironments(env, variables));
  const workerEnvironments = accepted(environmentsOfWorker(env, environments));
  const names = environments.map(({ environment }) => environment.name);
  const routes = accepted(readRoutes(env.CONSOLE_CONFIG, variables, names));
  return { env, environments, workerEnvironments, routes };
}

/**
 * A person at the terminal reads the banner, a collector reads the log: only warnings reach a
 * terminal unless more is wanted.
 */
export function ownLog(env: Env, name: string): Log {
  return createLog(env.LOG_LEVEL ?? (process.stdout.isTTY ? 'warn' : 'info'), name);
}
