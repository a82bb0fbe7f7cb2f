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

type Neighbour = Pick<SyncWorld, 'cluster' | 'environment' | 'pipelines'>;

/** Others on the same cluster. Embedded, each has a search side of its own. */
const neighboursOf = <T extends Neighbour>(
  { cluster, environment }: Neighbour,
  all: readonly T[],
): readonly T[] =>
  cluster === null
    ? []
    : all.filter((one) => one.cluster === cluster && one.environment.name !== environment.name);

/** Names that the runs of an environment write to, and those of its contract in force. */
function namesOf({ pipelines }: Neighbour, contract: ContractInForce | undefined): string[] {
  return [...pipelines, contract].flatMap((written) => [
    ...(written?.indexes ?? []).map(({ base }) => base),
    ...(written?.aliases ?? []).map((alias) => alias.name),
  ]);
}

/** What a new contract of the environment has to fit; in the statements of `contractsOf`. */
export async function contractToChange(
  console: Pick<ConsoleWorld<SyncWorld>, 'database' | 'environments'>,
  world: SyncWorld,
): Promise<ContractToChange> {
  const contracts = await contractsOf(console);
  const neighbours = neighboursOf(world, console.environments);
  return {
    contract: contracts.get(world.environment.name) ?? (await contractOf(world)),
    pipelines: [...new Set(console.environments.flatMap(({ pipelines }) => pipelines))].map(
      ({ name }) => name,
    ),
    cluster: world.cluster,
    neighbours: neighbours.map(({ environment }) => environment.name),
    taken: new Map(
      neighbours.flatMap((one) =>
        namesOf(one, contracts.get(one.environment.name)).map(
          (name) => [name, one.environment.name] as const,
        ),
      ),
    ),
  };
}

/**
 * Two environments on one cluster whose contracts in force name the same, in a sentence; null: none
 * do. In the statements of `contractsOf`.
 */
export async function sharedName(
  console: Pick<ConsoleWorld<SyncWorld>, 'database' | 'environments'>,
): Promise<string | null> {
  const { environments } = console;
  if (environments.every((one) => neighboursOf(one, environments).length === 0)) return null;
  const contracts = await contractsOf(console);
  const names = (one: SyncWorld) => namesOf(one, contracts.get(one.environment.name));
  for (const one of environments)
    for (const other of neighboursOf(one, environments)) {
      const others = new Set(names(other));
      const shared = names(one).find((name) => others.has(name));
      if (shared !== undefined)
        return (
          `${other.environment.name} and ${one.environment.name} both name ${shared} on one ` +
          'cluster, as their contracts in force have it: users of both would get the same. Give ' +
          'each environment a cluster of its own, or take one of the two away and edit the ' +
          'contract of the other.'
        );
    }
  return null;
}

/**
 * What a run of this pipeline leads its aliases to: the pipeline's own, or what an admin has made
 * of them. One statement.
 */
export const nextAliases = (
  { database, environment }: Pick<SyncWorld, 'database' | 'environment'>,
  pipeline: Pipeline,
): Promise<NextAliases> => readNextAliases(database, environment.name, pipeline.aliases);
