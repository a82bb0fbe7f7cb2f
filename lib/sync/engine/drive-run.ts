import { count } from '#lib/kernel/words/numbers.ts';
import { FaultError, isPassing, refuse, type Fault } from '#lib/kernel/result.ts';
import { withinTime } from '#lib/kernel/within-time.ts';
import {
  acquireLease,
  releaseLease,
  renewLease,
  type Lease,
} from '#lib/platform/database/lease.ts';
import { withPatience } from '#lib/platform/database/with-patience.ts';
import { errorFacts, errorFrames } from '#lib/platform/log.ts';
import { runName } from '../run-name.ts';
import type { RunState } from '../model.ts';
import { activeRun, runById, stagesOf, type RunRow } from '../store.ts';
import { pipelineOf, type Pipeline } from '../pipeline.ts';
import type { SyncWorld } from '../world.ts';
import { Cancelled, StageFailed, Stopping, type StageContext } from './stage-context.ts';
import { driveDataStage } from './data-stage.ts';
import { driveDerivedStage } from './derived-stage.ts';
import { drivePrepare } from './prepare-stage.ts';
import { SilenceWatch } from './silence-watch.ts';
import { driveSwap } from './swap-stage.ts';
import { whileCountingEdits } from './edits.ts';
import { endCancelled, endFailed, type Ending } from './end-run.ts';
import {
  countTakeover,
  forgiveTakeover,
  isCancelRequested,
  LeaseLost,
  leaseName,
  saveEvent,
  saveRunState,
} from './store.ts';

// Longer than work that listens to its signal takes to stop.
const stopsWithinMs = 2_000;

/** Besides the loss of its lease, what ends work that a driver does. */
interface Interruptions {
  readonly stopping?: AbortSignal;
  readonly isCancellable: boolean;
}

/**
 * Keeps the lease for as long as `work` runs, and checks for a cancellation. Aborts `work` when
 * either is lost; a database that cannot be reached for a whole lease counts as lost, because
 * another worker may hold the run by then. Work that then hangs in a call to a server is not waited
 * for: whatever it still writes is fenced.
 */
async function whileHolding(
  { world, lease, run }: Ending,
  { stopping, isCancellable }: Interruptions,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const onStopping = (): void => stop.abort(new Stopping());
  stopping?.addEventListener('abort', onStopping, { once: true });
  let renewedAt = performance.now();
  let isChecking = false;
  const check = async (): Promise<void> => {
    if (isChecking) return;
    isChecking = true;
    try {
      if (!(await renewLease(world.database, lease, world.pace.leaseMs)))
        stop.abort(new LeaseLost());
      else renewedAt = performance.now();
      if (isCancellable && (await isCancelRequested(world.database, run.id)))
        stop.abort(new Cancelled());
    } catch {
      if (performance.now() - renewedAt > world.pace.leaseMs) stop.abort(new LeaseLost());
    } finally {
      isChecking = false;
    }
  };
  const beat = setInterval(() => void check(), Math.max(50, world.pace.leaseMs / 6));
  const { signal } = stop;
  const working = work(signal);
  working.catch(() => undefined);
  const late = new Promise<never>((_, reject) => {
    const giveUp = (): void => {
      if (!(signal.reason instanceof Stopping))
        withinTime(stopsWithinMs, () => working).catch(reject);
    };
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    await Promise.race([working, late]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(beat);
    stopping?.removeEventListener('abort', onStopping);
  }
}

async function driveStages(
  world: SyncWorld,
  lease: Lease,
  run: RunRow,
  pipeline: Pipeline,
  signal: AbortSignal,
  countEdits: () => void,
): Promise<void> {
  const rows = await stagesOf(world.database, [run.id]);
  const generations = { ...run.generations };
  // A database that is away is no fault of a stage: it is waited for while the run is held.
  const patient = { ...world, database: withPatience(world.database, signal) };
  for (const [position, stage] of pipeline.stages.entries()) {
    if (rows[position]?.state === 'done' || rows[position]?.state === 'skipped') continue;
    const context = { world: patient, lease, run, pipeline, position, generations, signal };
    const silence = new SilenceWatch(context, stage);
    const driving: StageContext = { ...context, silence };
    if (stage.kind === 'data' || stage.kind === 'derived') countEdits();
    await silence.watch(async () => {
      if (stage.kind === 'prepare')
        Object.assign(generations, await drivePrepare(driving, stage.title));
      else if (stage.kind === 'data') await driveDataStage(driving, stage);
      else if (stage.kind === 'derived') await driveDerivedStage(driving, stage);
      else await driveSwap(driving, stage.title);
    });
  }
  if ((await activeRun(world.database, run.environment))?.id !== run.id) return;
  throw new StageFailed(
    refuse('precondition', 'Every stage has ended, and the run has not.').fault,
  );
}

/**
 * A run that was swapping when its worker died stays so: its readers may have moved.
 */
function stateAtTakeOver(run: RunRow): RunState {
  if (run.state === 'queued') return 'preparing';
  return run.phase === 'building' ? 'running' : 'swapping';
}

/** Ends a run whose stage has ended every worker that took it: the next would fare no better. */
async function boundTakeovers({ world, lease, run }: Ending, pipeline: Pipeline): Promise<void> {
  const stage = await countTakeover(world.database, lease, run.id);
  if (stage === null || run.phase !== 'building' || stage.takeovers <= world.pace.takeovers) return;
  const title = pipeline.stages[stage.position]?.title ?? '';
  const says =
    `Stage “${title}” was taken over ${count(world.pace.takeovers)} times without coming ` +
    'further: every worker that drove it stopped without a word. Something that it handles may ' +
    'end them. See what their logs say last, and whether they have enough memory; then start ' +
    'again.';
  throw new StageFailed(refuse('unavailable', says).fault);
}

async function takeOver(world: SyncWorld, lease: Lease, run: RunRow): Promise<void> {
  await saveRunState(world.database, lease, run.id, stateAtTakeOver(run));
  const isFirst = run.token === 0;
  const says = isFirst
    ? 'A worker has started the run.'
    : 'Another worker continues the run; its current stage begins again.';
  await saveEvent(world.database, lease, run.id, isFirst ? 'info' : 'warn', says);
}

/**
 * A call to a search engine that hangs takes longer than a lease lasts, and an ending is not given
 * up half-way when the worker is stopped.
 */
const whileHoldingLease = (
  ending: Ending,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => whileHolding(ending, { isCancellable: false }, work);

/** It may wait for the search engine, and then another worker may wait as well as this one. */
const untilEnded = (
  ending: Ending,
  stopping: AbortSignal,
  end: (signal: AbortSignal) => Promise<void>,
): Promise<void> => whileHoldingLease(ending, (signal) => end(AbortSignal.any([signal, stopping])));

const endAsFailed = (ending: Ending, fault: Fault, stopping: AbortSignal): Promise<void> =>
  untilEnded(ending, stopping, (signal) => endFailed(ending, fault, signal));

/**
 * A driver that stops, or finds its database away, leaves the run as it is: whoever takes the lease
 * next goes on with it.
 */
async function driveToItsEnd(
  world: SyncWorld,
  lease: Lease,
  run: RunRow,
  stopping: AbortSignal,
): Promise<void> {
  const name = runName(run.environment, run.number);
  const pipeline = pipelineOf(run, world.pipelines) ?? null;
  const ending: Ending = { world, lease, run };
  try {
    if (pipeline === null) throw new Cancelled();
    await takeOver(world, lease, run);
    if (run.token !== 0) await boundTakeovers(ending, pipeline);
    const current = (await runById(world.database, run.id)) ?? run;
    await whileHolding(ending, { stopping, isCancellable: true }, (signal) =>
      whileCountingEdits({ world, lease, run: current }, (countEdits) =>
        driveStages(world, lease, current, pipeline, signal, countEdits),
      ),
    );
  } catch (error) {
    if (error instanceof LeaseLost) {
      world.log.warn({ run: name }, 'the lease of the run is lost; another worker goes on');
    } else if (error instanceof Stopping) {
      world.log.info({ run: name }, 'this worker stops; the run waits for another one');
      await forgiveTakeover(world.database, lease, run.id).catch(() => undefined);
    } else if (error instanceof Cancelled) {
      await untilEnded(ending, stopping, (signal) => endCancelled(ending, signal));
    } else if (error instanceof StageFailed) {
      await endAsFailed(ending, error.fault, stopping);
    } else if (error instanceof FaultError) {
      // Stages handle faults of their own services; what is away here is the database.
      if (isPassing(error)) throw error;
      await endAsFailed(ending, error.fault, stopping);
    } else {
      world.log.error(
        { run: name, ...errorFacts(error), frames: errorFrames(error) },
        'a fault of the console ended the run',
      );
      const { fault } = refuse(
        'unavailable',
        `The console itself failed. Quote ${name} to its maintainers.`,
      );
      await endAsFailed(ending, fault, stopping);
    }
  }
}

/**
 * A run of a pipeline version that this console does not know is left to a worker that does, as
 * while a new version is rolled out; anybody may end it when a person cancels it.
 */
const mayDrive = (world: SyncWorld, run: RunRow | null): run is RunRow =>
  run !== null &&
  (pipelineOf(run, world.pipelines) !== undefined || run.cancel_requested_by !== null);

/**
 * Drives the active run of this environment, if there is one that no worker drives. Resolves to
 * false when there was nothing to do.
 */
export async function driveActiveRun(world: SyncWorld, stopping: AbortSignal): Promise<boolean> {
  const { name } = world.environment;
  if (stopping.aborted || !mayDrive(world, await activeRun(world.database, name))) return false;
  const lease = await acquireLease(
    world.database,
    leaseName(name),
    world.holder,
    world.pace.leaseMs,
  );
  if (lease === null) return false;
  try {
    const run = await activeRun(world.database, name);
    if (!mayDrive(world, run)) return false;
    await driveToItsEnd(world, lease, run, stopping);
    return true;
  } catch (error) {
    if (!(error instanceof LeaseLost || error instanceof Stopping || stopping.aborted)) throw error;
    return false;
  } finally {
    await releaseLease(world.database, lease).catch(() => undefined);
  }
}
