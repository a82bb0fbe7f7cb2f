/** The variables of the platform and of all features, composed. */
import { z } from 'zod';
import { hasSevenDigits } from '#lib/kernel/free-text.ts';
import { accessVariables } from '#lib/access/index.ts';
import {
  parseVariables,
  placeholdersIn,
  siteAddress,
  wholeNumber,
  type EnvReading,
  type Variables,
} from '#lib/platform/env-values.ts';
import {
  connectionVariables,
  contradictionsOfConnections,
  processVariables,
} from '#lib/platform/env.ts';
import { indexesVariables } from '#lib/indexes/index.ts';
import { EnvironmentKey } from '#lib/inventory/index.ts';
import { contradictionsOfNotify, notifyVariables } from '#lib/notify/index.ts';
import { statusVariables } from '#lib/status/index.ts';
import { contradictionsOfSupport, supportVariables } from '#lib/support/index.ts';
import { contradictionsOfSync, syncVariables } from '#lib/sync/index.ts';

/** A short name in lower case: it goes into addresses, run names and index names. */
export const environmentName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a short name in lower case, e.g. local or stage')
  .refine((name) => !hasSevenDigits(name), 'must have no number of seven digits in it');

/** What each environment has of its own, in a file of several or in the variables. */
export const environmentVariables = {
  ...connectionVariables,
  ...indexesVariables,
  ...syncVariables,
  ...statusVariables,
};

const EnvironmentVariables = z.object(environmentVariables);
export type EnvironmentEnv = z.output<typeof EnvironmentVariables>;

const consoleVariables = {
  CONSOLE_ENVIRONMENT: environmentName.default('local'),
  CONSOLE_PRODUCTION: z
    .enum(['0', '1'], 'must be 1 (production rules) or 0')
    .default('0')
    .transform((value) => value === '1'),
  CONSOLE_INVENTORY: EnvironmentKey.optional(),
  FIRST_RUN: z
    .enum(['on', 'off'], 'must be on or off')
    .default('on')
    .transform((value) => value === 'on'),
  CONSOLE_CONFIG: z.string().optional(),
  WORKER_ENVIRONMENTS: z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .pipe(z.array(environmentName).min(1, 'must be names with commas between them'))
    .optional(),
  WORKER_METRICS_PORT: wholeNumber(0, 65_535, '9464').default(9464),
  TRUSTED_PROXIES: wholeNumber(0, 10, '1').default(0),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{20,512}$/, 'must have at least 20 letters and figures, and no blanks')
    .optional(),
  CONSOLE_URL: siteAddress('http://127.0.0.1:3000').optional(),
  CONSOLE_TOKEN: z.string().optional(),
};

const Console = z.object({
  ...processVariables,
  ...accessVariables,
  ...notifyVariables,
  ...supportVariables,
  ...consoleVariables,
});
/** The variables of the process, parsed once; those of its environments apart. */
export type Env = z.output<typeof Console>;

export function readEnv(variables: Variables): EnvReading<Env> {
  const says = [
    ...placeholdersIn(Object.keys(Console.shape), variables),
    ...contradictionsOfNotify(variables),
    ...contradictionsOfSupport(variables),
  ];
  return says.length === 0 ? parseVariables(Console, variables) : { ok: false, says };
}

/** The servers, sources and participants of one environment, from variables of these names. */
export function readEnvironmentEnv(variables: Variables): EnvReading<EnvironmentEnv> {
  const reading = parseVariables(EnvironmentVariables, variables);
  if (!reading.ok) return reading;
  const says = [
    ...placeholdersIn(Object.keys(environmentVariables), variables),
    ...contradictionsOfConnections(variables),
    ...contradictionsOfSync(variables),
  ];
  return says.length === 0 ? reading : { ok: false, says };
}
