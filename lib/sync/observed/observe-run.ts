/**
 * Follows a sync that the existing Integration service runs: calls it once, then infers what
 * becomes of it. Nothing here moves readers or writes to the index.
 */
import { refuse, type Fault } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import {
  acquireLease,
  releaseLease,
  renewLease,
  type Lease,
} from '#lib/platform/database/lease.ts';
import { withHeartbeat } from '#lib/platform/database/with-heartbeat.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { tick } from '../engine/pace.ts';
import { Cancelled, Stopping } from '../engine/stage-context.ts';
import {
  endRun,
  isCancelRequested,
  LeaseLost,
  leaseName,
  saveEvent,
  saveRunState,
} from '../engine/store.ts';
import type { EventLevel } from '../model.ts';
import { pipelineOf, type ObservedStage, type Pipeline } from '../pipeline.ts';
import { activeRun, type RunRow } from '../store.ts';
import type { SyncWorld } from '../world.ts';
import { aliasesWrong } from './check-aliases.ts';
import { conclude, infer, type Confidence, type Inferred } from './infer.ts';
import { look, markBefore } from './look.ts';
import { notCalled, type ObservedRun } from './observed-run.ts';
import { saveInferred, saveObserved } from './observed-store.ts';
import { callOnce } from './trigger.ts';

/** One run, while this process holds the lease of its environment. */
interface Observing {
  readonly world: SyncWorld;
  readonly lease: Lease;
  readonly run: RunRow;
  readonly pipeline: Pipeline;
  readonly base: string;
  readonly stages: readonly ObservedStage[];
}

/** Ends the run with what is known of it. */
class Unfinished extends Error {
  constructor(readonly fault: Fault) {
    super(fault.says);
    this.name = 'Unfinished';
  }
}

const fail = (says: string): never => {
  throw new Unfinished(refuse('unavailable', says).fault);
};

const stopsBy =
  'Whether it goes on is not known here: look at the log of the Integration service, and start ' +
  'no other sync before it has ended.';

const say = ({ world, lease, run }: Observing, level: EventLevel, says: string): Promise<void> =>
  saveEvent(world.database, lease, run.id, level, says);

/** Makes the call, once in the life of the run. What it came to is stored before it is believed. */
async function callService(observing: Observing): Promise<ObservedRun> {
  const { world, lease, run, base } = observing;
  const { trigger } = world;
  if (trigger === null)
    return fail('The configuration no longer says how to call the service. It was not called.');
  const before = await markBefore(world, base);
  const calledAt = world.clock.now().toISOString();
  const making: ObservedRun = { ...notCalled, call: 'making', calledAt, before };
  await saveObserved(world.database, lease, run.id, making);
  const outcome = await callOnce(trigger);
  if (outcome.call === 'refused')
    return fail(`The Integration service did not start a sync. ${outcome.says}`);
  const called: ObservedRun = { ...making, call: outcome.call };
  await saveObserved(world.database, lease, run.id, called);
  if (outcome.call === 'accepted')
    await say(observing, 'info', `The Integration service was called. ${outcome.says}`);
  else
    await say(
      observing,
      'warn',
      'The Integration service was called, and whether it has started is not known. ' +
        `${outcome.says} It is not called again. ` +
        'Whether its index is emptied, or a message passes, is watched.',
    );
  return called;
}

async function resume(observing: Observing): Promise<ObservedRun> {
  const observed = observing.run.observed ?? notCalled;
  if (observed.call === 'waiting') return callService(observing);
  if (observed.call !== 'making') return observed;
  await say(
    observing,
    'warn',
    'The worker that called the Integration service stopped before it had an answer. It is not ' +
      'called again. Whether its index is emptied, or a message passes, is watched.',
  );
  return { ...observed, call: 'unknown' };
}

/** Says what has changed since the look before, once. */
async function sayChanges(
  observing: Observing,
  before: Inferred | null,
  now: Inferred,
): Promise<void> {
  if (now.index === 'gone' && before?.index !== 'gone')
    await say(observing, 'warn', 'The index was deleted. The pages that read it show errors.');
  if (now.index === 'made-again' && before?.index !== 'made-again')
    await say(
      observing,
      'warn',
      'The index was made again, empty: the sync has begun, and the pages that read it are empty ' +
        'or wrong until it ends.',
    );
  for (const [position, stage] of now.stages.entries()) {
    const title = observing.stages[position]?.title ?? '';
    const earlier = before?.stages[position]?.state ?? 'waiting';
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

async function endWell(
  { world, lease, run, pipeline, base }: Observing,
  inferred: Inferred,
  confidence: Confidence,
): Promise<void> {
  const [states, indexes] = await Promise.all([world.search.aliases(), world.search.indexes()]);
  const wrong = aliasesWrong(
    pipeline.aliases,
    states,
    indexes.map(({ name }) => name),
  );
  if (wrong !== null)
    await saveEvent(
      world.database,
      lease,
      run.id,
      'bad',
      `After the sync ${wrong} Repair it on Indexes.`,
    );
  const documents =
    inferred.documents === null ? '' : ` ${base} has ${countOf(inferred.documents, 'document')}.`;
  const how =
    confidence === 'seen'
      ? 'every stage was seen, its queues are empty, and nothing has changed since'
      : 'its queues are quiet and nothing has changed for a while; not every stage could be seen';
  await endRun(world.database, lease, run.id, {
    state: 'settled',
    fault: null,
    haveReadersMoved: false,
    unfinished: 'done',
    level: wrong === null ? 'good' : 'warn',
    says:
      `The sync has ended, as far as can be seen: ${how}.${documents} Whether it is complete is ` +
      'not known: the Integration service counts nothing.',
  });
}

async function watch(observing: Observing, begun: ObservedRun, signal: AbortSignal): Promise<void> {
  const { world, lease, run, base, stages } = observing;
  const needed = new Set(stages.flatMap(({ isNeeded }, at) => (isNeeded ? [at] : [])));
  const titles = stages.map(({ title }) => title);
  const calledAt = new Date(begun.calledAt ?? world.clock.now());
  let observed = begun;
  for (;;) {
    const before = observed.inferred;
    const inferred = infer(before, await look(world, base, stages, observed.before));
    observed = { ...observed, inferred };
    await saveInferred(world.database, lease, run.id, observed, inferred.stages);
    await sayChanges(observing, before, inferred);
    const now = conclude(inferred, calledAt, titles, needed, world.pace.observed);
    if (now.is === 'ended') return endWell(observing, inferred, now.confidence);
    if (now.is === 'stalled') fail(`The sync stands still. ${now.says} ${stopsBy}`);
    if (now.is === 'not-begun')
      fail(
        'The index was not emptied and no message has passed since the call: nothing seems to ' +
          `have been started. ${stopsBy}`,
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

async function endAs(
  { world, lease, run }: Observing,
  state: 'failed' | 'cancelled',
  fault: Fault,
): Promise<void> {
  await endRun(world.database, lease, run.id, {
    state,
    fault: state === 'failed' ? { ...fault, detail: { readers: 'in-place' } } : null,
    haveReadersMoved: false,
    unfinished: state === 'failed' ? 'failed' : 'skipped',
    level: state === 'failed' ? 'bad' : 'warn',
    says: fault.says,
  });
}

async function observeToItsEnd(observing: Observing, stopping: AbortSignal): Promise<void> {
  const { world, lease, run } = observing;
  try {
    await saveRunState(world.database, lease, run.id, 'running');
    await whileHolding(observing, stopping, async (signal) =>
      watch(observing, await resume(observing), signal),
    );
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof Stopping) throw error;
    if (error instanceof Cancelled)
      await endAs(
        observing,
        'cancelled',
        refuse(
          'precondition',
          `It is no longer watched. The Integration service cannot be told to stop. ${stopsBy}`,
        ).fault,
      );
    else if (error instanceof Unfinished) await endAs(observing, 'failed', error.fault);
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
    if (run === null || pipeline === undefined || base === undefined) return;
    const stages = pipeline.stages.filter((stage) => stage.kind === 'observed');
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
