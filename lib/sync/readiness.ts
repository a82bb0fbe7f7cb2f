import { checkSwap, type ContractInForce } from '#lib/indexes/index.ts';
import { createCache } from '#lib/kernel/cache.ts';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { titleOf, type LatestState } from '#lib/platform/outside-service.ts';
import { contractOf, nextAliases } from './contract-of.ts';
import type { ServiceReadiness, SettledFigures, StartReadiness } from './model.ts';
import { checkCall, mayCall } from './observed/may-start.ts';
import { newestRuns, type PagesEmpty } from './run-list.ts';
import { runName } from './run-name.ts';
import { needsAcknowledgement } from './synthetic-people.ts';
import { listRunRows } from './list-store.ts';
import { runsToGoBy, settledRows, stagesOf, type SettledRow } from './store.ts';
import type { Pipeline } from './pipeline.ts';
import { viewRun } from './view.ts';
import { pagesEmptyOf } from './view-listed.ts';
import type { SyncWorld } from './world.ts';

/** The source that our stand-in for a participant reads. */
const sourceOf: Readonly<Record<string, string>> = {
  tcs: 'tcs',
  recommendation: 'reval',
  connection: 'reval',
};

/** Which outside services a run of this pipeline uses, by what is ours. */
export function servicesOf(
  pipeline: Pipeline,
  participants: ReadonlySet<string>,
): ReadonlySet<string> {
  const ids = new Set(['search']);
  const add = (id: string | undefined): void => {
    if (id !== undefined) ids.add(id);
  };
  for (const stage of pipeline.stages) {
    if (stage.kind === 'data') {
      ids.add('amqp');
      ids.add(stage.data.channel);
      if (participants.has(stage.participant)) add(sourceOf[stage.participant]);
    } else if (stage.kind === 'observed') {
      ids.add('amqp');
    } else if (stage.kind === 'derived') {
      ids.add('amqp');
      for (const { participant } of stage.derivations) add(sourceOf[participant]);
    }
  }
  return ids;
}

const viewService = ({ service, state, since, trouble }: LatestState): ServiceReadiness => ({
  service: titleOf(service),
  isReal: service.isReal,
  state,
  since: since?.toISOString() ?? null,
  ...(trouble !== null && { trouble }),
});

/** A sentence for each service without which a run of this pipeline cannot be done. */
export async function servicesAway(world: SyncWorld, pipeline: Pipeline): Promise<string[]> {
  const states = await world.catalogue.states(servicesOf(pipeline, world.participants));
  const says = states
    .filter(({ state }) => state === 'down')
    .map(({ service, trouble }) => trouble ?? `${titleOf(service)} cannot be reached.`);
  // Several of them may be in one database.
  return [...new Set(says)];
}

const obstacles = createCache<Search, string | null>({ freshForMs: intervalMsOf.warm });

/**
 * Why a swap of this pipeline would be refused as the aliases are now, in a sentence; null when
 * nothing prevents it. Rejects when the search side cannot be read.
 */
export async function readSwapObstacle(
  world: SyncWorld,
  pipeline: Pipeline,
): Promise<string | null> {
  const { aliases } = await nextAliases(world, pipeline);
  const checked = await checkSwap(world, aliases);
  return checked.ok ? null : checked.fault.says;
}

async function readCallObstacle(world: SyncWorld, pipeline: Pipeline): Promise<string | null> {
  const may = mayCall(world, false);
  const checked = may.ok ? await checkCall(world, pipeline) : may;
  return checked.ok ? null : checked.fault.says;
}

/** The same for all who look; null also when it cannot be read within `withinMs`. */
async function latestObstacle(
  world: SyncWorld,
  pipeline: Pipeline,
  withinMs: number,
): Promise<string | null> {
  const read = world.environment.driver === 'observed' ? readCallObstacle : readSwapObstacle;
  const { value } = await obstacles.get(world.search, pipeline.name, {
    read: () => read(world, pipeline),
    now: () => world.clock.now(),
    withinMs,
  });
  return value;
}

const settledConsidered = 25;

/** `rows` are the newest first. */
function emptiedBy(rows: readonly SettledRow[]): SettledFigures['emptied'] {
  const emptying = rows.findIndex((row) => pagesEmptyOf(row) !== 'none');
  const since = emptying === -1 ? rows : rows.slice(0, emptying);
  const newest = (empty: PagesEmpty): number | null =>
    rows.find((row) => pagesEmptyOf(row) === empty)?.number ?? null;
  return {
    noneSince: since.at(-1)?.number ?? null,
    untilSwapOf: newest('until-swap'),
    notCountedOf: newest('not-counted'),
  };
}

function settledFigures(environment: string, rows: readonly SettledRow[]): SettledFigures {
  const [last] = rows;
  const durationsMs: Record<string, number[]> = {};
  for (const { pipeline, ms } of rows) {
    const own = (durationsMs[pipeline] ??= []);
    if (own.length < runsToGoBy) own.push(ms);
  }
  return {
    last:
      last === undefined
        ? null
        : {
            run: runName(environment, last.number),
            number: last.number,
            endedAt: last.ended_at.toISOString(),
          },
    durationsMs,
    emptied: emptiedBy(rows),
  };
}

// Long enough for a server that is well; a dialog does not wait for one that is not.
const answersWithinMs = 500;

/** What the start dialog has to say; `contract` where it is read by the page anyway. */
export async function startReadiness(
  world: SyncWorld,
  contract: Promise<Pick<ContractInForce, 'edit'>> = contractOf(world),
): Promise<Result<StartReadiness>> {
  const { name, isProduction, driver } = world.environment;
  const [first] = world.pipelines;
  const needed = new Set(
    world.pipelines.flatMap((one) => [...servicesOf(one, world.participants)]),
  );
  const [{ rows }, settled, states, obstacle, { edit }] = await Promise.all([
    listRunRows(world.database, name, newestRuns(4)),
    settledRows(world.database, name, settledConsidered),
    world.catalogue.latest(needed, answersWithinMs),
    first === undefined ? null : latestObstacle(world, first, answersWithinMs),
    contract,
  ]);
  const stages = await stagesOf(
    world.database,
    rows.map((row) => row.id),
  );
  const runs = rows.map((row) =>
    viewRun(
      row,
      stages.filter((stage) => stage.run_id === row.id),
      world.pipelines,
    ),
  );
  const active = runs.find((run) => run.endedAt === null);
  return done({
    environment: name,
    isProduction,
    isObserved: driver === 'observed',
    pipelines: world.pipelines.map((pipeline) => ({
      name: pipeline.name,
      version: pipeline.version,
      title: pipeline.title,
    })),
    active: active ?? null,
    services: states.map(viewService),
    needsAcknowledgement: driver === 'managed' && needsAcknowledgement(world),
    swapObstacle: driver === 'observed' ? null : obstacle,
    callObstacle: driver === 'observed' && active === undefined ? obstacle : null,
    contractEdit:
      edit === null ? null : { actor: edit.actor, at: edit.at, isForNextSync: edit.isForNextSync },
    lastRuns: runs.filter((run) => run.endedAt !== null).slice(0, 3),
    settled: settledFigures(name, settled),
    asOf: world.clock.now().toISOString(),
  });
}
