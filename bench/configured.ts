import { withoutEmpty } from '#lib/platform/env-values.ts';
import { configuredSearch } from '#lib/processes/adapters.ts';
import {
  readEnv,
  readEnvironmentEnv,
  type Env,
  type EnvironmentEnv,
} from '#lib/processes/configuration/env.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { documented, type Pipeline } from '#lib/sync/index.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';

/** The product's own reading of the variables, with those of the bench laid over them. */
export function environmentOf(variables: Readonly<Record<string, string>>): Env & EnvironmentEnv {
  const given = withoutEmpty({ ...process.env, ...variables });
  const ofConsole = readEnv(given);
  if (!ofConsole.ok) throw new Error(ofConsole.says.join(' '));
  const ofEnvironment = readEnvironmentEnv(given);
  if (!ofEnvironment.ok) throw new Error(ofEnvironment.says.join(' '));
  return { ...ofConsole.env, ...ofEnvironment.env };
}

/** `documented` with indexes, queues and exchange of the bench alone. */
export function benchPipeline(prefix: string): Pipeline {
  return prefixed(documented('reval.exchange'), prefix);
}

/** OpenSearch, where it is configured, as the product opens it. */
export async function openConfiguredSearch(
  variables: Readonly<Record<string, string>>,
): Promise<Search> {
  const search = await configuredSearch(environmentOf(variables));
  if (search === null) throw new Error('OPENSEARCH_URL is not set');
  return search;
}
