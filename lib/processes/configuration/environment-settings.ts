import type { Window } from '#lib/kernel/window.ts';
import type { Environment } from '#lib/platform/world.ts';
import type { ProbeSettings } from '#lib/status/index.ts';
import { current, documented, type Pipeline } from '#lib/sync/index.ts';
import type { EnvironmentEnv } from './env.ts';

/** One environment as it was configured, with the pipelines that it runs. */
export interface EnvironmentSettings {
  readonly environment: Environment;
  readonly env: EnvironmentEnv;
  /** At least one; the first is the contract of its aliases. */
  readonly pipelines: readonly Pipeline[];
  /** The parts of the week in which it is on; empty: at any time. */
  readonly scheduledOn: readonly Window[];
  /** Beside those of its services, with names that are there once. */
  readonly probes: readonly ProbeSettings[];
  /** What the inventory calls its services, by their ids in the catalogue. */
  readonly components: Readonly<Record<string, string | undefined>>;
}

/** Every pipeline that this console knows, by name. */
export const pipelineFactories: ReadonlyMap<string, (exchange: string) => Pipeline> = new Map([
  ['documented', documented],
  ['current', () => current],
]);

/** What is run by the existing services alone. */
const observedOnly: ReadonlySet<string> = new Set([current.name]);

export const pipelineNames = {
  managed: [...pipelineFactories.keys()].filter((name) => !observedOnly.has(name)),
  observed: [...observedOnly],
};

export const pipelinesOf = (names: readonly string[], exchange: string): readonly Pipeline[] =>
  names.flatMap((name) => pipelineFactories.get(name)?.(exchange) ?? []);
