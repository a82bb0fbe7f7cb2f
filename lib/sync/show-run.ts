import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { earlierAttemptsOf, earlierRates, eventsOf, samplesOf } from './evidence-store.ts';
import { getReadersNow, readRollBacks, type ReadersNow } from '#lib/indexes/index.ts';
import type { PreviousRun, ReaderLine, Run, RunDetail } from './model.ts';
import { hasLedUsers, ledBackOf } from './led-back.ts';
import { contractOf, nextAliases } from './contract-of.ts';
import { viewObserved } from './observed/view-observed.ts';
import { pipelineOf, type Pipeline } from './pipeline.ts';
import { viewQueues } from './queues.ts';
import { viewRecords } from './records.ts';
import { parseRunName } from './run-name.ts';
import {
  previousStages,
  runByName,
  settledDurations,
  stagesOf,
  type PreviousStageRow,
  type RunRow,
} from './store.ts';
import { aliasViews, viewRun } from './view.ts';
import { newestEvents } from './waits-store.ts';
import type { SyncWorld } from './world.ts';

const chartPoints = 240;
const earlierRuns = 12;
const newestAttempts = 60;

/**
 * Whether there is such a run here: what a page must know before it sends any response.
 */
export async function hasRun(world: SyncWorld, name: string): Promise<boolean> {
  const parsed = parseRunName(name);
  if (parsed === null || parsed.environment !== world.environment.name) return false;
  return (await runByName(world.database, parsed.environment, parsed.number)) !== null;
}

/** The run of that name; null where there is none here. */
export async function findRun(world: SyncWorld, name: string): Promise<Run | null> {
  const parsed = parseRunName(name);
  if (parsed === null || parsed.environment !== world.environment.name) return null;
  const row = await runByName(world.database, parsed.environment, parsed.number);
  return row && viewRun(row, await stagesOf(world.database, [row.id]), world.pipelines);
}

function viewPrevious(rows: readonly PreviousStageRow[]): PreviousRun | null {
  const [first] = rows;
  if (first === undefined) return null;
  const stages = rows.map(
    ({ name, received, ms }) => [name, { received, durationMs: ms }] as const,
  );
  return { number: first.number, stages: Object.fromEntries(stages) };
}

function byStage(
  rates: readonly { readonly stage: string; readonly perMinute: number }[],
): Readonly<Record<string, readonly number[]>> {
  const found: Record<string, number[]> = {};
  for (const { stage, perMinute } of rates) (found[stage] ??= []).push(perMinute);
  return found;
}

/** What the run is to lead its aliases to or, of one that has ended, what they should be now. */
async function aliasesOf(
  world: SyncWorld,
  { ended_at: endedAt }: RunRow,
  pipeline: Pipeline | undefined,
): Promise<Pipeline['aliases']> {
  if (pipeline === undefined) return [];
  const { aliases } = await (endedAt === null ? nextAliases(world, pipeline) : contractOf(world));
  return aliases;
}

async function readReadersNow(world: SyncWorld): Promise<ReadersNow> {
  return getReadersNow(world, await contractOf(world), world.environment.name);
}

/**
 * Everything that the page of one run shows; whoever knows already what users read hands it in.
 * `not-found` when there is no such run.
 */
export async function showRun(
  world: SyncWorld,
  name: string,
  readersNow: (world: SyncWorld) => Promise<ReadersNow> = readReadersNow,
): Promise<Result<RunDetail>> {
  const parsed = parseRunName(name);
  const missing = refuse(
    'not-found',
    `There is no run ${quoted(name)} in ${world.environment.name}.`,
  );
  if (parsed === null || parsed.environment !== world.environment.name) return missing;
  const row = await runByName(world.database, parsed.environment, parsed.number);
  if (row === null) return missing;
  const pipeline = pipelineOf(row, world.pipelines);
  const aliases = await aliasesOf(world, row, pipeline);
  const [
    stages,
    attempts,
    events,
    samples,
    records,
    earlierDurationsMs,
    rates,
    before,
    queues,
    indexes,
    rollBacks,
  ] = await Promise.all([
    stagesOf(world.database, [row.id]),
    earlierAttemptsOf(world.database, row.id, newestAttempts),
    eventsOf(world.database, row.id, newestEvents),
    samplesOf(world.database, row.id, chartPoints),
    viewRecords(world, row),
    settledDurations(world.database, row.environment, row.pipeline),
    earlierRates(world.database, row, earlierRuns),
    row.ended_at === null ? previousStages(world.database, row) : [],
    pipeline !== undefined && row.ended_at === null ? viewQueues(world, pipeline) : [],
    readersNow(world),
    hasLedUsers(row) ? readRollBacks(world) : [],
  ]);
  const readers = aliasViews(aliases).map((alias): ReaderLine => {
    const check = indexes.aliases.find(({ name }) => name === alias.name);
    return {
      alias: alias.name,
      filter: alias.filter,
      observedFilter: check?.observed?.filter ?? null,
      state: check?.state ?? 'not-known',
      live: check?.observed?.targets.join(', ') ?? null,
      building: row.ended_at === null ? (row.generations[alias.target] ?? null) : null,
    };
  });
  return done({
    run: viewRun(row, stages, world.pipelines),
    observed: viewObserved(world, row, indexes.affected.says),
    isPipelineKnown: pipeline !== undefined,
    events,
    attempts,
    samples,
    queues,
    records,
    ledBack: ledBackOf(row, rollBacks),
    readers,
    readersAsOf: indexes.asOf,
    readersFailedSince: indexes.failedSince,
    readersRefused: indexes.refused,
    documents: Object.fromEntries(
      indexes.generations.map((generation) => [generation.index, generation.documents]),
    ),
    earlierDurationsMs,
    earlierRates: byStage(rates),
    previous: viewPrevious(before),
    asOf: world.clock.now().toISOString(),
  });
}
