/** What no probe asks and other features know: whether the contract is kept, and runs succeed. */
import { driftNow } from '#lib/indexes/index.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import type { Window } from '#lib/kernel/window.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { failingRun, servicesOfRuns, type SyncWorld } from '#lib/sync/index.ts';
import { contractName, runsName } from '../incidents/model.ts';
import { serviceIdOf } from '../probes/service.ts';

/**
 * How something is that happens once and lasts until somebody puts it right, so that only what
 * failed when it happened can be its cause.
 */
export interface KnownThing {
  /** Begins with `known:`, as no probe's does. */
  readonly id: string;
  readonly name: string;
  /** What it is called while it is not well; null: it is well. */
  readonly title: string | null;
  /** When it happened; of what is well since when is not known. */
  readonly since: Date;
  readonly says: string;
  /** The ids of the probes of what it needs. */
  readonly dependsOn: readonly string[];
  /** The parts of the week in which it is on; empty: at any time. */
  readonly scheduledOn: readonly Window[];
}

/** What knowing of them needs of an environment. */
export type KnownWorld = Pick<SyncWorld, 'environment' | 'participants' | 'pipelines'>;

/** Reads how they are, in two statements. */
export function knownThings(
  world: KnownWorld,
  scheduledOn: readonly Window[],
): (sql: Sql) => Promise<readonly KnownThing[]> {
  const { name } = world.environment;
  const idOf = (service: string): string => serviceIdOf(name, service);
  const needsOfRuns = [...servicesOfRuns(world)].map(idOf);
  const isWell = (says: string) => ({ title: null, since: new Date(0), says });
  return async (sql) => {
    const drift = await driftNow(sql, name);
    const failing = await failingRun(sql, name);
    const stateWords = failing?.state === 'failed' ? 'has failed' : 'makes no progress';
    return [
      {
        id: `known:contract:${name}`,
        name: contractName,
        dependsOn: [idOf('search')],
        scheduledOn,
        ...(drift ?? isWell('It no longer differs from the contract.')),
      },
      {
        id: `known:runs:${name}`,
        name: runsName,
        dependsOn: needsOfRuns,
        scheduledOn,
        ...(failing === null
          ? isWell('A run was settled since then, or makes progress again.')
          : {
              title: `Run ${failing.run} ${stateWords}`,
              since: failing.since,
              says: sentences(failing.says ?? 'No reason was recorded'),
            }),
      },
    ];
  };
}
