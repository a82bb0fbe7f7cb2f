import {
  readContracts,
  type ContractInForce,
  type FillingStage,
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
  const { aliases, indexes, pages, plainFields = [] } = first;
  return { aliases, indexes, pages, plainFields, filledBy: filledBy(first) };
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
  return contracts.get(world.environment.name) ?? { ...plannedOf(world), version: null };
}

/** The same of every environment, by name, in as many statements. */
export const contractsOf = ({
  database,
  environments,
}: Pick<ConsoleWorld<SyncWorld>, 'database' | 'environments'>): Promise<
  ReadonlyMap<string, ContractInForce>
> => contractsFor(database, environments);
