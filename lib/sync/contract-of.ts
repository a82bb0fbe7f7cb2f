import {
  readContracts,
  readNextAliases,
  type ContractInForce,
  type ContractToChange,
  type FillingStage,
  type NextAliases,
  type PlannedContract,
  type StageAhead,
} from '#lib/indexes/index.ts';
import type { ConsoleWorld } from '#lib/platform/world.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { stagesAhead } from './observed/stages-ahead.ts';
import { pipelineOf, type Pipeline } from './pipeline.ts';
import { activeObserved } from './store.ts';
import type { SyncWorld } from './world.ts';

type Planning = Pick<SyncWorld, 'environment' | 'pipelines'>;

const filledBy = ({ stages }: Pipeline): readonly FillingStage[] =>
  stages.flatMap((stage) => (stage.kind === 'observed' && stage.isNeeded ? [stage] : []));

/** The first pipeline, whose aliases every pipeline has. */
function plannedOf({ pipelines: [first] }: Planning): PlannedContract {
  if (first === undefined) return { aliases: [], indexes: [], pages: [] };
  const { name, version, aliases, indexes, pages, plainFields = [] } = first;
  return {
    pipeline: { name, version },
    ...{ aliases, indexes, pages, plainFields, filledBy: filledBy(first) },
  };
}

/** Of each environment in which a sync of the existing Integration service goes on, as seen. */
async function readAhead(
  sql: Sql,
  worlds: readonly Planning[],
): Promise<ReadonlyMap<string, readonly StageAhead[]>> {
  const observed = worlds.filter(({ environment }) => environment.driver === 'observed');
  if (observed.length === 0) return new Map();
  const names = observed.map(({ environment }) => environment.name);
  const runs = await activeObserved(sql, names);
  return new Map(
    observed.flatMap(({ environment: { name }, pipelines }) => {
      const run = runs.find(({ environment }) => environment === name);
      const inferred = run?.observed?.inferred;
      if (run === undefined || inferred == null || !inferred.hasBegun) return [];
      const stages = pipelineOf(run, pipelines)?.stages ?? [];
      return [
        [
          name,
          stagesAhead(
            stages.map((stage) => stage.name),
            inferred.stages,
          ),
        ] as const,
      ];
    }),
  );
}

async function contractsFor(
  sql: Sql,
  worlds: readonly Planning[],
): Promise<ReadonlyMap<string, ContractInForce>> {
  const planned = worlds.map((one) => [one.environment.name, plannedOf(one)] as const);
  const [ahead, contracts] = await Promise.all([
    readAhead(sql, worlds),
    readContracts(sql, new Map(planned)),
  ]);
  return new Map(
    [...contracts].map(([name, contract]) => {
      const left = ahead.get(name);
      return [name, left === undefined ? contract : { ...contract, ahead: left }];
    }),
  );
}

/**
 * What readers of the environment should find. One statement, and one more where the existing
 * Integration service runs the sync.
 */
export async function contractOf(
  world: Pick<SyncWorld, 'database' | 'environment' | 'pipelines'>,
): Promise<ContractInForce> {
  const contracts = await contractsFor(world.database, [world]);
  const planned = plannedOf(world);
  return (
    contracts.get(world.environment.name) ?? { ...planned, planned, version: null, edit: null }
  );
}

/** The same of every environment, by name, in as many statements. */
export const contractsOf = ({
  database,
  environments,
}: Pick<ConsoleWorld<SyncWorld>, 'database' | 'environments'>): Promise<
  ReadonlyMap<string, ContractInForce>
> => contractsFor(database, environments);

/** What a new contract of the environment has to fit; in the statements of `contractsOf`. */
export async function contractToChange(
  console: Pick<ConsoleWorld<SyncWorld>, 'database' | 'environments'>,
  world: SyncWorld,
): Promise<ContractToChange> {
  const contracts = await contractsOf(console);
  const taken = new Map<string, string>();
  for (const { environment, cluster, pipelines } of console.environments) {
    const isNeighbour =
      environment.name !== world.environment.name && cluster !== null && cluster === world.cluster;
    if (!isNeighbour) continue;
    const all = [...pipelines, contracts.get(environment.name)];
    for (const written of all)
      for (const name of [
        ...(written?.indexes ?? []).map(({ base }) => base),
        ...(written?.aliases ?? []).map((alias) => alias.name),
      ])
        taken.set(name, environment.name);
  }
  return {
    contract: contracts.get(world.environment.name) ?? (await contractOf(world)),
    pipelines: [...new Set(console.environments.flatMap(({ pipelines }) => pipelines))].map(
      ({ name }) => name,
    ),
    taken,
  };
}

/**
 * What a run of this pipeline leads its aliases to: the pipeline's own, or what an admin has made
 * of them. One statement.
 */
export const nextAliases = (
  { database, environment }: Pick<SyncWorld, 'database' | 'environment'>,
  pipeline: Pipeline,
): Promise<NextAliases> => readNextAliases(database, environment.name, pipeline.aliases);
