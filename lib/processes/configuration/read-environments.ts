import { readFileSync } from 'node:fs';
import { titleCase } from '#lib/kernel/words/text.ts';
import type { EnvReading, Variables } from '#lib/platform/env-values.ts';
import type { Environment } from '#lib/platform/world.ts';
import { parseConsoleConfig } from './console-config.ts';
import { environmentVariables, readEnvironmentEnv, type Env } from './env.ts';
import { pipelineNames, pipelinesOf, type EnvironmentSettings } from './environment-settings.ts';

/** What only one environment has a place for: beside a file, such a variable would do nothing. */
function withoutEffect(variables: Variables, text: string): readonly string[] {
  const perEnvironment = [
    'CONSOLE_ENVIRONMENT',
    'CONSOLE_PRODUCTION',
    'CONSOLE_INVENTORY',
    ...Object.keys(environmentVariables),
  ];
  return perEnvironment
    .filter((name) => variables[name] !== undefined && !text.includes(`\${${name}}`))
    .filter((name) => name !== 'AWS_REGION')
    .map(
      (name) =>
        `${name} has no effect beside CONSOLE_CONFIG. Write it into the file, or leave it out.`,
    );
}

function fromFile(file: string, variables: Variables): EnvReading<readonly EnvironmentSettings[]> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { ok: false, says: [`CONSOLE_CONFIG: ${file} cannot be read (${code}). Correct it.`] };
  }
  const stray = withoutEffect(variables, text);
  return stray.length > 0 ? { ok: false, says: stray } : parseConsoleConfig(file, text, variables);
}

/** The environments of this process: those of `CONSOLE_CONFIG`, else the one of the variables. */
export function readEnvironments(
  env: Env,
  variables: Variables,
): EnvReading<readonly EnvironmentSettings[]> {
  if (env.CONSOLE_CONFIG !== undefined) return fromFile(env.CONSOLE_CONFIG, variables);
  const reading = readEnvironmentEnv(variables);
  if (!reading.ok) return reading;
  const environment: Environment = {
    name: env.CONSOLE_ENVIRONMENT,
    title: titleCase(env.CONSOLE_ENVIRONMENT),
    isProduction: env.CONSOLE_PRODUCTION,
    driver: 'managed',
    ...(env.CONSOLE_INVENTORY === undefined ? {} : { inventory: env.CONSOLE_INVENTORY }),
  };
  if (reading.env.SYNC_TRIGGER_URL !== undefined)
    return {
      ok: false,
      says: [
        'SYNC_TRIGGER_URL has no effect where the console runs the sync itself. Leave it out, or ' +
          'write a file with driver: observed and set CONSOLE_CONFIG.',
      ],
    };
  const pipelines = pipelinesOf(pipelineNames.managed, reading.env.REVAL_EXCHANGE);
  return {
    ok: true,
    env: [
      { environment, env: reading.env, pipelines, scheduledOn: [], probes: [], components: {} },
    ],
  };
}

/** The environments that a worker of this process serves (`WORKER_ENVIRONMENTS`). */
export function environmentsOfWorker(
  env: Env,
  settings: readonly EnvironmentSettings[],
): EnvReading<readonly string[]> {
  const names = settings.map(({ environment }) => environment.name);
  const unknown = (env.WORKER_ENVIRONMENTS ?? []).filter((name) => !names.includes(name));
  if (unknown.length === 0) return { ok: true, env: env.WORKER_ENVIRONMENTS ?? names };
  const says =
    `WORKER_ENVIRONMENTS names ${unknown.join(', ')}, which is not configured. ` +
    `There is: ${names.join(', ')}.`;
  return { ok: false, says: [says] };
}
