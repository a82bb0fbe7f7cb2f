/**
 * Follows a sync that the existing Integration service runs: calls it once, then infers what
 * becomes of it. Nothing here moves readers or writes to the index.
 */
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { acquireLease, releaseLease, renewLease } from '#lib/platform/database/lease.ts';
import { withHeartbeat } from '#lib/platform/database/with-heartbeat.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { endCancelled } from '../engine/end-run.ts';
import { tick } from '../engine/pace.ts';
import { Cancelled, Stopping } from '../engine/stage-context.ts';
import { isCancelRequested, LeaseLost, leaseName, saveRunState } from '../engine/store.ts';
import { pipelineOf } from '../pipeline.ts';
import { activeRun } from '../store.ts';
import type { SyncWorld } from '../world.ts';
import { callOrResume, type CalledRun } from './call-service.ts';
import { conclude } from './conclude.ts';
import { endUnfinished, endUnwatched, endWell, stopsBy } from './end-observed.ts';
import { infer, type Inferred } from './infer.ts';
import { look } from './look.ts';
import { saveInferred } from './observed-store.ts';
import { expectedOf, observedStages, say, Unfinished, type Observing } from './observing.ts';

/** Says what has changed since the look before, once. */
async function sayChanges(
  observing: Observing,
  before: Inferred | null,
  now: Inferred,
): Promise<void> {
  if (now.index === 'gone' && before?.index !== 'gone')
    await say(observing, 'warn', 'The index was deleted. The pages that read it show errors.');
  if (now.timesMade > 1 && now.timesMade !== before?.timesMade)
    await say(
      observing,
      'bad',
      'The index was made again once more: somebody has started another sync under this one. ' +
        'Both go on at once and spoil it: doctors may be in it twice. Start one more once the ' +
        'queues are quiet.',
    );
  else if (now.index === 'made-again' && before?.index !== 'made-again')
    await say(
      observing,
      'warn',
      'The index was made again, empty: the sync has begun, and the pages that read it are empty ' +
        'or wrong until it ends.',
    );
  for (const [position, stage] of now.stages.entries()) {
    const title = observing.stages[position]?.title ?? '';
    const earlier = before?.stages[position]?.state ?? 'waiting';
    const most = before?.timesMade === now.timesMade ? before.stages[position]?.marked : null;
    if (most != null && stage.marked !== null && stage.marked < most)
      await say(
        observing,
        'warn',
        `${countOf(most, 'document')} had the fields of “${title}”, and now ` +
          `${count(stage.marked)} have: something has overwritten them.`,
      );
    if (stage.state === 'running' && earlier === 'waiting')
      await say(observing, 'info', `“${title}” has begun, as its queues and documents show.`);
    if (stage.state === 'done' && earlier !== 'done')
      await say(
        observing,
        'info',
        `“${title}” has ended, since the next stage has begun: ` +
          `${countOf(stage.marked ?? 0, 'document')} carry its fields.`,
      );
  }
}

async function watch(observing: Observing, begun: CalledRun, signal: AbortSignal): Promise<void> {
  const { world, lease, run, base, stages } = observing;
  const expected = expectedOf(world, stages, begun);
  let observed: CalledRun = begun;
  for (;;) {
    const before = observed.inferred;
    const facts = await look(world, base, stages, observed.before?.mark ?? null);
    const inferred = infer(before, facts);
    observed = { ...observed, inferred };
    await saveInferred(world.database, lease, run.id, observed, inferred.stages);
    await sayChanges(observing, before, inferred);
    const now = conclude(inferred, expected);
    if (now.is === 'ended')
      return endWell(observing, { inferred, before: observed.before }, now.confidence);
    if (now.is === 'stalled')
      throw new Unfinished(`The sync stands still. ${now.says} ${stopsBy}`, 'in-place');
    if (now.is === 'not-begun')
      throw new Unfinished(
        'The index was not emptied and no message has passed since the call: nothing seems to ' +
          `have been started. ${stopsBy}`,
        'in-place',
      );
    await tick(world.pace.observeMs, signal);
  }
}

/** Keeps the lease while `work` goes on, and looks whether a person has ended the watching. */
async function whileHolding(
  { world, lease, run }: Observing,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  let renewedAt = performance.now();
  const check = async (): Promise<void> => {
    try {
      if (!(await renewLease(world.database, lease, world.pace.leaseMs)))
        stop.abort(new LeaseLost());
      else renewedAt = performance.now();
      if (await isCancelRequested(world.database, run.id)) stop.abort(new Cancelled());
    } catch {
      if (performance.now() - renewedAt > world.pace.leaseMs) stop.abort(new LeaseLost());
    }
  };
  const onStopping = (): void => stop.abort(new Stopping());
  stopping.addEventListener('abort', onStopping, { once: true });
  const beat = setInterval(() => void check(), Math.max(50, world.pace.leaseMs / 6));
  try {
    await work(stop.signal);
  } catch (error) {
    stop.signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(beat);
    stopping.removeEventListener('abort', onStopping);
  }
}

async function observeToItsEnd(observing: Observing, stopping: AbortSignal): Promise<void> {
  const { world, lease, run } = observing;
  try {
    await saveRunState(world.database, lease, run.id, 'running');
    await whileHolding(observing, stopping, async (signal) =>
      watch(observing, await callOrResume(observing, signal), signal),
    );
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof Stopping) throw error;
    if (error instanceof Cancelled) await endUnwatched(observing);
    else if (error instanceof Unfinished) await endUnfinished(observing, error);
    else throw error;
  }
}

/** Follows the active run of this environment, if nobody else does. */
async function observeActiveRun(world: SyncWorld, stopping: AbortSignal): Promise<void> {
  const { name } = world.environment;
  if ((await activeRun(world.database, name)) === null) return;
  const lease = await acquireLease(
    world.database,
    leaseName(name),
    world.holder,
    world.pace.leaseMs,
  );
  if (lease === null) return;
  try {
    const run = await activeRun(world.database, name);
    const pipeline = run === null ? undefined : pipelineOf(run, world.pipelines);
    const base = pipeline?.indexes[0]?.base;
    if (run === null) return;
    if (pipeline === undefined || base === undefined) {
      // Of another driver, or of another version of the console.
      if (run.cancel_requested_by !== null) await endCancelled({ world, lease, run }, stopping);
      return;
    }
    const stages = observedStages(pipeline);
    await observeToItsEnd({ world, lease, run, pipeline, base, stages }, stopping);
  } finally {
    await releaseLease(world.database, lease).catch(() => undefined);
  }
}

/**
 * Watches the runs of an environment whose sync the existing Integration service does, until
 * `stopping` aborts. Any number of processes may; the lease decides.
 */
export async function runObserver(
  world: SyncWorld,
  stopping: AbortSignal,
  beat: () => void = () => undefined,
): Promise<void> {
  const alive = { ...world, database: withHeartbeat(world.database, beat) };
  while (!stopping.aborted) {
    beat();
    try {
      await observeActiveRun(alive, stopping);
    } catch (error) {
      const isUsual = error instanceof LeaseLost || error instanceof Stopping || stopping.aborted;
      if (!isUsual) world.log.warn(errorFacts(error), 'watching a run failed; it is tried again');
    }
    await tick(world.pace.tickMs, stopping).catch(() => undefined);
  }
}
